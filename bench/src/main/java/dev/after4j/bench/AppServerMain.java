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
import java.util.stream.Stream;

/**
 * A server in a process of its own: says when it is ready, and ends with whoever started it. It is an application on {@code after4j-server},
 * or a bare handler of Jetty's that sends the same bytes: rendered each time, or those that another server has sent.
 */
final class AppServerMain {
    static final String BARE = "bare";
    static final String COPY = "copy";
    static final String STATIC = "static";
    static final String BUILD = "build";

    private final LongAdder asked = new LongAdder();
    private final LongAdder done = new LongAdder();

    private AppServerMain() {}

    /**
     * Arguments: {@link #BARE}; {@link #COPY} and of which address; {@link #STATIC} and a folder of prerendered pages; or the number of tasks for each request. Or
     * {@link #BUILD}, a folder and how many pages to write there, after which it ends.
     */
    public static void main(String[] args) throws Exception {
        if (args[0].equals(BUILD)) build(args[1], Integer.parseInt(args[2]));
        else serve(args);
    }

    private static void build(String folder, int pages) {
        AfterServer.of(new AppServerMain().app(0, Prerender.ALWAYS, pages)).run("build", "--pages=" + folder);
    }

    private static void serve(String[] args) throws Exception {
        int port = switch (args[0]) {
            case BARE -> BareJetty.listen(BarePage::send);
            case COPY -> BareJetty.listen(BareCopy.of(URI.create(args[1])));
            case STATIC -> start(new AppServerMain().app(0, Prerender.ALWAYS, 0), "--pages=" + args[1]);
            default -> start(new AppServerMain().app(Integer.parseInt(args[0]), Prerender.NEVER, 0));
        };
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        long cpu =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        System.out.printf(Locale.ROOT, "READY library=true port=%d uptime=%d cpu=%d%n", port, uptime, cpu);
        while (System.in.read() >= 0) {}
        System.exit(0);
    }

    private static int start(App app, String... settings) throws IOException {
        String[] all = Stream.concat(Stream.of("--port=0"), Stream.of(settings)).toArray(String[]::new);
        return AfterServer.of(app).start(all).port();
    }

    private App app(int tasks, Prerender prerender, int listed) {
        App.Builder app = App.builder()
                .prerender(prerender)
                .route("GET", "/api/route", route(tasks))
                .route("GET", "/tally", request -> Response.json(new Tally(asked.sum(), done.sum())))
                .route("GET", "/heap", request -> Response.text(String.valueOf(usedHeap())));
        PostPage.add(app, () -> register(tasks), listed);
        return app.build();
    }

    private record Tally(long asked, long done) {}

    /** In bytes, without garbage. */
    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

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
