package dev.after4j.request;

import java.util.Optional;

/** The request, read-only, during the request and after the server has recycled its own object (R14). */
public final class RequestView {
    private final String method;
    private final String path;
    private final Optional<String> route;
    private final RequestHeaders headers;
    private final RequestCookies cookies;

    /** For runtimes and for fakes in tests. */
    public RequestView(
            String method, String path, Optional<String> route, RequestHeaders headers, RequestCookies cookies) {
        this.method = method;
        this.path = path;
        this.route = route;
        this.headers = headers;
        this.cookies = cookies;
    }

    /** The method, such as {@code POST}. */
    public String method() {
        return method;
    }

    /** The path, as sent. */
    public String path() {
        return path;
    }

    /** The route pattern that matched, if the host knows one. */
    public Optional<String> route() {
        return route;
    }

    /** The headers. */
    public RequestHeaders headers() {
        return headers;
    }

    /** The cookies. */
    public RequestCookies cookies() {
        return cookies;
    }
}
