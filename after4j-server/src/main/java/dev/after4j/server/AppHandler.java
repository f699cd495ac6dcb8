package dev.after4j.server;

import dev.after4j.app.App;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Shows each request to the application. */
final class AppHandler extends Handler.Abstract {
    /** Behind the tag of what Jetty has compressed. */
    private static final String MARK = "--gzip";

    private final App app;
    private final Assets assets;
    private final @Nullable Compression compression;
    private final boolean isDev;

    AppHandler(App app, Assets assets, @Nullable Compression compression, boolean isDev) {
        this.app = app;
        this.assets = assets;
        this.compression = compression;
        this.isDev = isDev;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (compression != null && needsItFromTheStart(request))
            compression.around(
                    request, response, callback, (plain, compressing, then) -> serve(plain, compressing, then, true));
        else serve(request, response, callback, false);
        return true;
    }

    /** A body may be compressed, too; tags that Jetty has marked it must see; and who refuses what is not compressed is told before anything is done. */
    private static boolean needsItFromTheStart(Request request) {
        HttpFields headers = request.getHeaders();
        return !HttpMethod.GET.is(request.getMethod())
                || headers.contains(HttpHeader.CONTENT_ENCODING)
                || has(headers, HttpHeader.IF_NONE_MATCH, MARK)
                || has(headers, HttpHeader.IF_MATCH, MARK)
                || has(headers, HttpHeader.ACCEPT_ENCODING, "identity");
    }

    private static boolean has(HttpFields headers, HttpHeader name, String part) {
        String value = headers.get(name);
        return value != null && value.contains(part);
    }

    private void serve(Request request, Response response, Callback callback, boolean isCompressing) {
        try (JettyExchange exchange =
                new JettyExchange(request, response, callback, assets, compression, isCompressing, isDev)) {
            serve(exchange);
        }
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
