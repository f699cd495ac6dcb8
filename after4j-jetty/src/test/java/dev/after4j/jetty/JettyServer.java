package dev.after4j.jetty;

import dev.after4j.AfterRuntime;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A server on a free port of this machine, with {@code after}. */
final class JettyServer implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    interface Body {
        boolean handle(Request request, Response response, Callback callback) throws Exception;
    }

    final AfterRuntime runtime;
    final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private JettyServer(AfterRuntime runtime) {
        this.runtime = runtime;
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
    }

    static JettyServer start(Body body) throws Exception {
        AfterRuntime runtime = AfterRuntime.create();
        return start(runtime, new AfterHandler(runtime, handler(body)));
    }

    static JettyServer start(AfterRuntime runtime, Handler handler) throws Exception {
        JettyServer started = new JettyServer(runtime);
        started.server.setHandler(handler);
        started.server.start();
        return started;
    }

    /** As an application does it, except for signals. */
    static JettyServer installed(AfterRuntime runtime, Handler handler) throws Exception {
        JettyServer started = new JettyServer(runtime);
        started.server.setHandler(handler);
        AfterHandler.install(started.server, runtime);
        started.server.setStopAtShutdown(false);
        started.server.start();
        return started;
    }

    static Handler handler(Body body) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                return body.handle(request, response, callback);
            }
        };
    }

    int port() {
        return connector.getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    static String get(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    CompletableFuture<String> getLater(String path) {
        return CLIENT.sendAsync(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::body);
    }

    HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the server did not stop", failure);
        }
    }
}
