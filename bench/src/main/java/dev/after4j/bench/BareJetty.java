package dev.after4j.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with nothing but a handler that writes what the application would, on the same kind of threads. */
final class BareJetty extends Handler.Abstract {
    private static final byte[] ROUTE = bytes("{\"status\":\"success\"}");
    private static final byte[] TALLY = bytes("{\"asked\":0,\"done\":0}");
    private static final HttpFields HEADERS = HttpFields.from(
            new HttpField(HttpHeader.CONTENT_TYPE, "application/json"),
            new HttpField("Referrer-Policy", "strict-origin-when-cross-origin"),
            new HttpField("X-Content-Type-Options", "nosniff"),
            new HttpField("X-Frame-Options", "SAMEORIGIN"));

    /** What answers below {@link BarePage#PREFIX}. */
    interface Posts {
        void send(String slug, Response response, Callback callback);
    }

    private final Posts posts;

    private BareJetty(Posts posts) {
        this.posts = posts;
    }

    static int listen(Posts posts) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool();
        if (VirtualThreads.areSupported())
            threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new BareJetty(posts));
        server.start();
        return connector.getLocalPort();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (path.startsWith(BarePage.PREFIX)) {
            posts.send(path.substring(BarePage.PREFIX.length()), response, callback);
            return true;
        }
        boolean isRoute = path.equals("/api/route");
        response.getHeaders().add(HEADERS);
        response.write(true, ByteBuffer.wrap(isRoute ? ROUTE : TALLY), callback);
        return true;
    }
}
