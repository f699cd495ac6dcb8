package dev.after4j.jetty;

import dev.after4j.test.conformance.ServerUnderTest;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** Jetty with HTTP/1.1 and HTTP/2 on one port, and with {@code after} in its servlets only. */
final class ServletServer implements ServerUnderTest, AutoCloseable {
    final Server server = new Server();
    private final ServerConnector connector;

    private ServletServer() {
        HttpConfiguration http = new HttpConfiguration();
        connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setShutdownIdleTimeout(100);
        server.addConnector(connector);
        server.setStopTimeout(1_000);
    }

    /** As the package's documentation tells applications to do it. */
    static ServletServer start(Handler contexts) throws Exception {
        ServletServer started = new ServletServer();
        started.server.setHandler(new GracefulHandler(new CompressionHandler(contexts)));
        started.server.start();
        return started;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void stop() throws Exception {
        try {
            server.stop();
        } catch (TimeoutException stillInFlight) {
            // Jetty says so at the end, after it has stopped everything
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the server did not stop", failure);
        }
    }
}
