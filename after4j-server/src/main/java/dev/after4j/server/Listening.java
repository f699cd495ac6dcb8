package dev.after4j.server;

import dev.after4j.AfterRuntime;
import dev.after4j.app.App;
import dev.after4j.jetty.AfterHandler;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.Slf4jRequestLogWriter;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Makes the Jetty that an application runs on. */
final class Listening {
    private Listening() {}

    /** A server that has its port and is not started. */
    static ServerConnector at(Settings settings, AfterRuntime runtime, App app) throws IOException {
        Server server = new Server(threads());
        HttpConfiguration http = http(settings);
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        server.addConnector(connector);
        server.setHandler(handler(settings, server, app));
        server.setErrorHandler(new PlainErrors());
        if (settings.accessLog()) server.setRequestLog(accessLog());
        server.setStopTimeout(settings.stopTimeout().toMillis());
        AfterHandler.install(server, runtime);
        server.setStopAtShutdown(false); // whoever started it stops it
        open(connector); // last: nothing that could still fail would close it
        return connector;
    }

    /** Few platform threads that wait for the network; requests on virtual ones where there are such. */
    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("server");
        if (VirtualThreads.areSupported())
            threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
        return threads;
    }

    private static HttpConfiguration http(Settings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(settings.maxHead());
        if (settings.forwarded()) http.addCustomizer(new ForwardedRequestCustomizer());
        return http;
    }

    private static void open(ServerConnector connector) throws IOException {
        try {
            connector.open();
        } catch (IOException | UnresolvedAddressException refused) {
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            String reason = cause.getMessage() == null ? "an unknown name" : cause.getMessage();
            throw new IOException(
                    "Cannot listen on " + connector.getHost() + ":" + connector.getPort() + " (" + reason
                            + "); set another with --host and --port",
                    refused);
        }
    }

    /** Who asks for health is answered first, and requests are counted before the application sees them. */
    private static Handler handler(Settings settings, Server server, App app) throws IOException {
        Compression compression = settings.compression() ? new Compression(server) : null;
        AppHandler handler = new AppHandler(app, Assets.of(server), compression, settings.isDev());
        return new HealthHandler(settings.health(), new GracefulHandler(handler));
    }

    private static RequestLog accessLog() {
        Slf4jRequestLogWriter writer = new Slf4jRequestLogWriter();
        writer.setLoggerName("dev.after4j.access");
        return new CustomRequestLog(writer, CustomRequestLog.EXTENDED_NCSA_FORMAT);
    }
}
