package dev.after4j.jetty;

import dev.after4j.spi.RequestSource;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Jetty's request as a scope reads it. */
record JettyRequest(Request request) implements RequestSource {
    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path; // CONNECT has none
    }

    @Override
    public @Nullable String query() {
        return request.getHttpURI().getQuery();
    }

    @Override
    public @Nullable String remoteAddress() {
        return Request.getRemoteAddr(request);
    }

    @Override
    public Locale locale() {
        return Request.getLocales(request).get(0);
    }

    @Override
    public void headers(BiConsumer<String, String> each) {
        for (HttpField field : request.getHeaders()) each.accept(field.getName(), valueOf(field));
    }

    private static String valueOf(HttpField field) {
        String value = field.getValue();
        return value == null ? "" : value;
    }

    @Override
    public void cookies(BiConsumer<String, String> each) {
        for (HttpCookie cookie : Request.getCookies(request)) each.accept(cookie.getName(), cookie.getValue());
    }

    @Override
    public long startedNanos() {
        return request.getBeginNanoTime();
    }
}
