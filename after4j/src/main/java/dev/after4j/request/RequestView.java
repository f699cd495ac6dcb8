package dev.after4j.request;

import dev.after4j.spi.RequestSource;
import java.security.Principal;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The request, read-only: a copy that stays as it was when the server recycles its own object (R14). May be kept and
 * handed to any thread.
 */
public final class RequestView {
    private final String method;
    private final String path;
    private final Optional<String> query;
    private final Optional<String> route;
    private final Optional<String> remoteAddress;
    private final Optional<Principal> principal;
    private final Locale locale;
    private final RequestHeaders headers;
    private final RequestCookies cookies;

    private RequestView(RequestView known, Optional<String> route, RequestHeaders headers) {
        this.method = known.method;
        this.path = known.path;
        this.query = known.query;
        this.route = route;
        this.remoteAddress = known.remoteAddress;
        this.principal = known.principal;
        this.locale = known.locale;
        this.headers = headers;
        this.cookies = known.cookies;
    }

    private RequestView(RequestSource source) {
        this.method = source.method();
        this.path = source.path();
        this.query = Optional.ofNullable(source.query());
        this.route = Optional.ofNullable(source.route());
        this.remoteAddress = Optional.ofNullable(source.remoteAddress());
        this.principal = Optional.ofNullable(source.principal());
        this.locale = source.locale();
        this.headers = new RequestHeaders(source::headers);
        this.cookies = new RequestCookies(source::cookies);
    }

    /** Reads all of {@code source} now. For hosts and runtimes; applications use {@link CurrentRequest}. */
    public static RequestView copyOf(RequestSource source) {
        return new RequestView(source);
    }

    /** This, with the route that {@code source} knows by now, if it was unknown. For runtimes. */
    public RequestView completedBy(RequestSource source) {
        return route.isPresent() ? this : new RequestView(this, Optional.ofNullable(source.route()), headers);
    }

    /** This, matched by {@code pattern}. For frameworks, which show it with {@link dev.after4j.spi.Surface#seeing}. */
    public RequestView withRoute(String pattern) {
        return new RequestView(this, Optional.of(pattern), headers);
    }

    /** This, with other headers. For frameworks, as {@link #withRoute}. */
    public RequestView withHeaders(RequestHeaders changed) {
        return new RequestView(this, route, Objects.requireNonNull(changed, "changed"));
    }

    /** The method, such as {@code POST}. */
    public String method() {
        return method;
    }

    /** The path as sent, without the query. */
    public String path() {
        return path;
    }

    /** The query as sent, without the question mark. */
    public Optional<String> query() {
        return query;
    }

    /** The route pattern that matched, if the host knows one. */
    public Optional<String> route() {
        return route;
    }

    /** The address of the client, if the host knows it. */
    public Optional<String> remoteAddress() {
        return remoteAddress;
    }

    /** Who was signed in when the request was read, as the host knows it; the host's own object. */
    public Optional<Principal> principal() {
        return principal;
    }

    /** The locale that the client prefers; the default locale if it named none. */
    public Locale locale() {
        return locale;
    }

    /** The headers. */
    public RequestHeaders headers() {
        return headers;
    }

    /** What the client sent as cookies, before and after the finish (R16). */
    public RequestCookies cookies() {
        return cookies;
    }
}
