package dev.after4j.bench;

import static dev.after4j.After.after;

import dev.after4j.app.App;
import dev.after4j.app.Prerender;
import dev.after4j.app.Response;
import dev.after4j.app.RouteHandler;
import dev.after4j.server.AfterServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * A server in a process of its own: says when it is ready, and ends with whoever started it. It is an application on {@code after4j-server},
 * or a bare handler of Jetty's that sends the same bytes: rendered each time, or those that another server has sent.
 */
final class AppServerMain {
    static final String BARE = "bare";
    static final String COPY = "copy";
    static final String STATIC = "static";

    private final LongAdder asked = new LongAdder();
    private final LongAdder done = new LongAdder();

    private AppServerMain() {}

    /** Arguments: {@link #BARE}; or {@link #COPY} and of which address; or {@link #STATIC}, or the number of tasks for each request. */
    public static void main(String[] args) throws Exception {
        int port = switch (args[0]) {
            case BARE -> BareJetty.listen(BarePage::send);
            case COPY -> BareJetty.listen(BareCopy.of(URI.create(args[1])));
            case STATIC -> new AppServerMain().start(0, Prerender.ALWAYS);
            default -> new AppServerMain().start(Integer.parseInt(args[0]), Prerender.NEVER);
        };
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        long cpu =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        System.out.printf(Locale.ROOT, "READY library=true port=%d uptime=%d cpu=%d%n", port, uptime, cpu);
        while (System.in.read() >= 0) {}
        System.exit(0);
    }

    private int start(int tasks, Prerender prerender) throws IOException {
        App.Builder app = App.builder()
                .prerender(prerender)
                .route("GET", "/api/route", route(tasks))
                .route("GET", "/tally", request -> Response.json(new Tally(asked.sum(), done.sum())));
        PostPage.add(app, () -> register(tasks));
        return AfterServer.of(app.build()).start("--port=0").port();
    }

    private record Tally(long asked, long done) {}

    private RouteHandler route(int tasks) {
        return request -> {
            register(tasks);
            return Response.json(Map.of("status", "success"));
        };
    }

    private void register(int tasks) {
        for (int i = 0; i < tasks; i++) {
            asked.increment();
            after(done::increment);
        }
    }
}
