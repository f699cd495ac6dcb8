package dev.after4j.example;

import dev.after4j.AfterRuntime;
import dev.after4j.jetty.AfterHandler;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Database, tasks and server: opened in this order, closed in the reverse one. */
final class Shop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);
    private static final String HOST = "127.0.0.1";
    private static final int LARGEST_BODY = 64 * 1024;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Database database;
    private final AfterRuntime runtime;

    private Shop(Settings settings) {
        listen(settings.port());
        database = Database.open(settings.database());
        TaskLog taskLog = new TaskLog(database.jdbi());
        runtime = AfterRuntime.builder().listener(taskLog).build();
        Routes routes = routes(taskLog);
        SizeLimitHandler limited = new SizeLimitHandler(LARGEST_BODY, -1);
        limited.setHandler(routes);
        server.setHandler(new GracefulHandler(new AfterHandler(runtime, limited)));
        server.setErrorHandler(new JsonErrors());
        server.setStopTimeout(Duration.ofSeconds(10).toMillis());
    }

    /** Opens the shop; it serves when this returns. */
    static Shop open(Settings settings) throws Exception {
        Shop shop = new Shop(settings);
        shop.server.start();
        return shop;
    }

    private void listen(int port) {
        connector.setHost(HOST);
        connector.setPort(port);
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException refused) {
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            throw new CannotStartException(
                    "Cannot listen on " + HOST + ":" + port + " (" + cause.getMessage() + "); set PORT to a free port",
                    refused);
        }
    }

    private Routes routes(TaskLog taskLog) {
        Orders orders = new Orders(database.jdbi());
        UserActivity userActivity = new UserActivity(database.jdbi());
        Mailer mailer = new Mailer(Duration.ofSeconds(2));
        return new Routes()
                .on("POST", "/api/route", new OrderRoute(orders, userActivity, mailer)::post)
                .on("GET", "/activity", new ActivityPage(userActivity, taskLog, runtime)::get);
    }

    String address() {
        return "http://" + HOST + ":" + connector.getLocalPort();
    }

    /** Finishes the requests in flight, then their tasks, and only then closes the database that both use. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            LOG.warn("The server did not stop cleanly", failed);
        }
        runtime.close();
        database.close();
    }
}
