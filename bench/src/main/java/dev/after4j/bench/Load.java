package dev.after4j.bench;

import static dev.after4j.After.after;

import dev.after4j.AfterRuntime;
import dev.after4j.jetty.AfterHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Requests per second of three Jetty servers in one process, driven in turn by {@code wrk}, which must be installed:
 * without after4j, with it but no call of {@code after}, and with one task for each request.
 */
public final class Load {
    private static final int SECONDS = 2;

    private record Driven(String name, int port, List<Double> rates) {
        static Driven start(String name, Handler handler) throws Exception {
            return new Driven(name, Load.start(handler), new ArrayList<>());
        }
    }

    private final LongAdder ran = new LongAdder();
    private final AfterRuntime runtime = AfterRuntime.create();
    private final List<Driven> servers;

    private Load() throws Exception {
        servers = List.of(
                Driven.start("plain Jetty", new Answer(() -> {})),
                Driven.start("AfterHandler, no task", new AfterHandler(runtime, new Answer(() -> {}))),
                Driven.start("AfterHandler, one task", new AfterHandler(runtime, new Answer(this::register))));
    }

    private void register() {
        after(ran::increment);
    }

    /** Argument: the number of rounds; a first one, for warming up, is not counted. */
    public static void main(String[] args) throws Exception {
        Load load = new Load();
        load.round();
        load.servers.forEach(server -> server.rates.clear());
        for (int round = Integer.parseInt(args[0]); round > 0; round--) load.round();
        load.print();
        System.exit(0);
    }

    private void round() throws IOException {
        for (Driven server : servers)
            server.rates.add(Wrk.drive(server.port, "/", SECONDS).perSecond());
    }

    private static int start(Handler handler) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
        return connector.getLocalPort();
    }

    private void print() {
        System.out.printf("%n| server | requests/s, median | most | to the first |%n| --- | --: | --: | --: |%n");
        for (Driven server : servers) {
            double most = server.rates.stream().max(Double::compare).orElseThrow();
            double ratio = Figures.ratio(server.rates, servers.get(0).rates);
            System.out.printf("| %s | %.0f | %.0f | %.2f |%n", server.name, Figures.median(server.rates), most, ratio);
        }
        System.out.printf("%nTasks: %d registered, %d run%n", runtime.registered(), ran.sum());
    }

    private static final class Answer extends Handler.Abstract.NonBlocking {
        private final Runnable onRequest;

        Answer(Runnable onRequest) {
            this.onRequest = onRequest;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            onRequest.run();
            Content.Sink.write(response, true, "{\"status\":\"success\"}", callback);
            return true;
        }
    }
}
