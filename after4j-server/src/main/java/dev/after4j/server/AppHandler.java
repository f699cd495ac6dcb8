package dev.after4j.server;

import dev.after4j.app.App;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Shows each request to the application. */
final class AppHandler extends Handler.Abstract {
    private final App app;
    private final Assets assets;
    private final boolean isDev;

    AppHandler(App app, Assets assets, boolean isDev) {
        this.app = app;
        this.assets = assets;
        this.isDev = isDev;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try (JettyExchange exchange = new JettyExchange(request, response, callback, assets, isDev)) {
            serve(exchange);
        }
        return true;
    }

    private void serve(JettyExchange exchange) {
        try {
            app.handle(exchange);
            exchange.returned();
        } catch (Throwable thrown) {
            exchange.brokeOff(thrown); // the application has logged it
        }
    }
}
