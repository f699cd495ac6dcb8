package dev.after4j.jetty;

import dev.after4j.AfterRuntime;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.ServerUnderTest;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Jetty with HTTP/1.1 and HTTP/2 on one port, serving the suite's application. */
final class ConformanceServer implements ServerUnderTest {
    private final Server server = new Server();
    private final ServerConnector connector;

    private ConformanceServer() {
        HttpConfiguration http = new HttpConfiguration();
        connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setStopTimeout(1_000);
        connector.setShutdownIdleTimeout(100);
    }

    static ConformanceServer start(AfterRuntime runtime, Application application) throws Exception {
        return start(runtime, handler(application));
    }

    static ConformanceServer start(AfterRuntime runtime, Handler handler) throws Exception {
        ConformanceServer started = new ConformanceServer();
        started.server.setHandler(new CompressionHandler(handler));
        AfterHandler.install(started.server, runtime);
        started.server.setStopAtShutdown(false);
        started.server.start();
        return started;
    }

    /** With another hook instead of the handler under test. */
    static ConformanceServer start(Application application, UnaryOperator<Handler> hook) throws Exception {
        ConformanceServer started = new ConformanceServer();
        started.server.setHandler(hook.apply(handler(application)));
        started.server.start();
        return started;
    }

    private static Handler handler(Application application) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                JettyExchange exchange = new JettyExchange(request, response, callback);
                application.handle(exchange);
                exchange.returned();
                return true;
            }
        };
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
}
