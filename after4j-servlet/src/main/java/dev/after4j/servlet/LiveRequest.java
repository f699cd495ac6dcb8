package dev.after4j.servlet;

import dev.after4j.spi.RequestSource;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The container's request as a scope reads it: never its parameters, parts, body or session. */
record LiveRequest(HttpServletRequest request, long startedNanos) implements RequestSource {
    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return request.getRequestURI();
    }

    @Override
    public @Nullable String query() {
        return request.getQueryString();
    }

    @Override
    public @Nullable String remoteAddress() {
        return request.getRemoteAddr();
    }

    @Override
    public @Nullable Principal principal() {
        return request.getUserPrincipal();
    }

    @Override
    public Locale locale() {
        return request.getLocale();
    }

    @Override
    public void headers(BiConsumer<String, String> each) {
        for (String name : inOrder(request.getHeaderNames()))
            for (String value : inOrder(request.getHeaders(name))) each.accept(name, value);
    }

    private static List<String> inOrder(@Nullable Enumeration<String> all) {
        return all == null ? List.of() : Collections.list(all);
    }

    @Override
    public void cookies(BiConsumer<String, String> each) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) for (Cookie cookie : cookies) each.accept(cookie.getName(), cookie.getValue());
    }
}
