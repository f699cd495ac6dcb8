package dev.after4j.servlet;

import dev.after4j.spi.RequestSource;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The container's request as a scope reads it: never its parameters, parts, body or session. What the container must
 * parse and cannot, such as cookies of a hostile client, or must ask a realm for and cannot, is taken as not there: a registration does not fail for it (R01).
 */
record LiveRequest(HttpServletRequest request, Supplier<? extends @Nullable Principal> signedIn, long startedNanos)
        implements RequestSource {
    /** Of an error page, from Servlet 6.1 on. */
    private static final String ERROR_METHOD = "jakarta.servlet.error.method";

    /** Where Spring MVC keeps the pattern of the handler that it has chosen. */
    private static final String SPRING_PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

    private static final String ERROR_QUERY = "jakarta.servlet.error.query_string";

    @Override
    public String method() {
        return request.getAttribute(ERROR_METHOD) instanceof String sent ? sent : request.getMethod();
    }

    /** In a further dispatch the container shows its target, and keeps what the client sent in attributes. */
    @Override
    public String path() {
        for (String before : List.of(
                AsyncContext.ASYNC_REQUEST_URI,
                RequestDispatcher.FORWARD_REQUEST_URI,
                RequestDispatcher.ERROR_REQUEST_URI))
            if (request.getAttribute(before) instanceof String sent) return sent;
        return request.getRequestURI();
    }

    @Override
    public @Nullable String query() {
        if (request.getAttribute(AsyncContext.ASYNC_REQUEST_URI) != null)
            return (String) request.getAttribute(AsyncContext.ASYNC_QUERY_STRING);
        if (request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) != null)
            return (String) request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
        return request.getAttribute(ERROR_QUERY) instanceof String sent ? sent : request.getQueryString();
    }

    @Override
    public @Nullable String route() {
        return request.getAttribute(SPRING_PATTERN) instanceof String pattern ? pattern : null;
    }

    @Override
    public @Nullable String remoteAddress() {
        return request.getRemoteAddr();
    }

    @Override
    public @Nullable Principal principal() {
        Principal known = parsed(request::getUserPrincipal, null);
        return known != null ? known : parsed(signedIn, null);
    }

    @Override
    public Locale locale() {
        return parsed(request::getLocale, Locale.getDefault());
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
        for (Cookie cookie : parsed(this::cookies, new Cookie[0])) each.accept(cookie.getName(), cookie.getValue());
    }

    private Cookie[] cookies() {
        Cookie[] sent = request.getCookies();
        return sent == null ? new Cookie[0] : sent;
    }

    private static <T extends @Nullable Object> T parsed(Supplier<? extends T> part, T ifUnreadable) {
        try {
            return part.get();
        } catch (RuntimeException unreadable) {
            return ifUnreadable;
        }
    }
}
