package dev.after4j.jetty;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterInitializer;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.ServerUnderTest;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinException;
import jakarta.servlet.RequestDispatcher;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Javalin, with the few lines that make {@code after} work in its handlers. */
final class JavalinServer implements ServerUnderTest {
    private final Javalin javalin;

    private JavalinServer(Javalin javalin) {
        this.javalin = javalin;
    }

    static JavalinServer start(AfterRuntime runtime, Application application) {
        Javalin created = Javalin.create(config -> {
            config.jetty.modifyServletContextHandler(
                    context -> context.addServletContainerInitializer(new AfterInitializer(runtime)));
            config.routes.exception(Exception.class, JavalinServer::failed);
            config.jetty.modifyServer(server -> server.setStopTimeout(1_000));
            config.jetty.addConnector(JavalinServer::connector);
            serve(application, config);
        });
        return new JavalinServer(created.start());
    }

    /** As Javalin does it by itself, and makes the exception known (R13). */
    private static void failed(Exception thrown, Context context) {
        context.attribute(RequestDispatcher.ERROR_EXCEPTION, thrown);
        context.status(HttpStatus.INTERNAL_SERVER_ERROR).result("Server Error");
    }

    private static void serve(Application application, JavalinConfig config) {
        for (HandlerType method : new HandlerType[] {HandlerType.GET, HandlerType.HEAD, HandlerType.POST})
            config.routes.addHttpHandler(method, "*", context -> application.handle(new JavalinExchange(context)));
    }

    private static Connector connector(Server server, HttpConfiguration http) {
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setShutdownIdleTimeout(100);
        return connector;
    }

    @Override
    public int port() {
        return javalin.port();
    }

    @Override
    public void stop() {
        try {
            javalin.stop();
        } catch (JavalinException stillInFlight) {
            if (!(stillInFlight.getCause() instanceof TimeoutException)) throw stillInFlight;
        }
    }
}
