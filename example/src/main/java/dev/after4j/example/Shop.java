package dev.after4j.example;

import dev.after4j.AfterRuntime;
import dev.after4j.jetty.AfterHandler;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/** The application: a server, the database that its requests and their tasks use, and its routes. */
final class Shop {
    private static final String HOST = "127.0.0.1";
    private static final int LARGEST_BODY = 64 * 1024;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Database database;

    private Shop(Settings settings) {
        listen(settings.port());
        database = Database.open(settings.database());
        TaskLog taskLog = new TaskLog(database.jdbi());
        AfterRuntime runtime = AfterRuntime.builder().listener(taskLog).build();
        SizeLimitHandler limited = new SizeLimitHandler(LARGEST_BODY, -1);
        limited.setHandler(routes(taskLog, runtime));
        server.setHandler(limited);
        server.setErrorHandler(new JsonErrors());
        AfterHandler.install(server, runtime);
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopped(LifeCycle stopped) {
                database.close(); // not earlier: the tasks of the last requests use it
            }
        });
    }

    /** Opens the shop; it serves when this returns, until it is stopped or the process is told to stop. */
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
                    "Cannot listen on " + HOST + ":" + port + " (" + cause.getMessage() + "); set PORT to a free port");
        }
    }

    private Routes routes(TaskLog taskLog, AfterRuntime runtime) {
        Orders orders = new Orders(database.jdbi());
        UserActivity userActivity = new UserActivity(database.jdbi());
        Mailer mailer = new Mailer(Duration.ofSeconds(2));
        OrderRoute orderRoute = new OrderRoute(orders, userActivity, mailer);
        return new Routes()
                .on("POST", "/api/route", request -> orderRoute.post(Json.read(request, Order.class)))
                .on("GET", "/activity", new ActivityPage(userActivity, taskLog, runtime)::get);
    }

    String address() {
        return "http://" + HOST + ":" + connector.getLocalPort();
    }

    void stop() throws Exception {
        server.stop();
    }
}
