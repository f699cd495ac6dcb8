package dev.after4j.test;

import dev.after4j.spi.RequestSource;
import dev.after4j.spi.Surface;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The request that a handler under test is given. Immutable: each method returns another request.
 *
 * <pre>{@code
 * TestRequest request = TestRequest.post("/orders?dry=true").header("User-Agent", "curl").cookie("session-id", "42");
 * after.handle(request, () -> orders.place(order));
 * }</pre>
 */
public final class TestRequest {
    private static final Surface HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);
    private static final Surface PAGE = Surface.of("page", Surface.RequestAccess.REFUSED);

    private record Pair(String name, String value) {}

    private final String method;
    private final String path;
    private final @Nullable String query;
    private final List<Pair> headers = new ArrayList<>();
    private final List<Pair> cookies = new ArrayList<>();
    private @Nullable String route;
    private @Nullable String remoteAddress;
    private @Nullable Principal principal;
    private @Nullable Locale locale;
    private Surface surface = HANDLER;

    private TestRequest(String method, String path, @Nullable String query) {
        this.method = method;
        this.path = path;
        this.query = query;
    }

    private TestRequest copy() {
        TestRequest copy = new TestRequest(method, path, query);
        copy.headers.addAll(headers);
        copy.cookies.addAll(cookies);
        copy.route = route;
        copy.remoteAddress = remoteAddress;
        copy.principal = principal;
        copy.locale = locale;
        copy.surface = surface;
        return copy;
    }

    /** A GET of {@code target}, a path that may have a query: {@code /orders?page=2}. */
    public static TestRequest get(String target) {
        return of("GET", target);
    }

    /** A POST to {@code target}, a path that may have a query. */
    public static TestRequest post(String target) {
        return of("POST", target);
    }

    /** A request of any method. */
    public static TestRequest of(String method, String target) {
        Objects.requireNonNull(method, "method");
        if (!target.startsWith("/"))
            throw new IllegalArgumentException("The target of a request begins with '/', but is '" + target + "'");
        int mark = target.indexOf('?');
        return mark < 0
                ? new TestRequest(method, target, null)
                : new TestRequest(method, target.substring(0, mark), target.substring(mark + 1));
    }

    /** Adds a header; a name may be added more than once. */
    public TestRequest header(String name, String value) {
        if (name.equalsIgnoreCase("Cookie"))
            throw new IllegalArgumentException("Add cookies with cookie(name, value): the header is made of them");
        TestRequest copy = copy();
        copy.headers.add(new Pair(name, Objects.requireNonNull(value, "value")));
        return copy;
    }

    /** Adds a cookie that the client sends. It also shows in the header {@code Cookie}. */
    public TestRequest cookie(String name, String value) {
        TestRequest copy = copy();
        copy.cookies.add(new Pair(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
        return copy;
    }

    /** The pattern that the path matched, such as {@code /orders/{id}}; unknown unless set. */
    public TestRequest route(String pattern) {
        TestRequest copy = copy();
        copy.route = Objects.requireNonNull(pattern, "pattern");
        return copy;
    }

    /** The address of the client; unknown unless set. */
    public TestRequest remoteAddress(String address) {
        TestRequest copy = copy();
        copy.remoteAddress = Objects.requireNonNull(address, "address");
        return copy;
    }

    /** Who is signed in; nobody unless set. */
    public TestRequest principal(Principal user) {
        TestRequest copy = copy();
        copy.principal = Objects.requireNonNull(user, "user");
        return copy;
    }

    /** What the client prefers; the default locale unless set. */
    public TestRequest locale(Locale preferred) {
        TestRequest copy = copy();
        copy.locale = Objects.requireNonNull(preferred, "preferred");
        return copy;
    }

    /** The code under test is a page being rendered: its tasks must not read the request, and get an error if they do (R14). */
    public TestRequest rendering() {
        TestRequest copy = copy();
        copy.surface = PAGE;
        return copy;
    }

    Surface surface() {
        return surface;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    RequestSource source(long startedNanos) {
        return new Source(startedNanos);
    }

    private final class Source implements RequestSource {
        private final long startedNanos;

        Source(long startedNanos) {
            this.startedNanos = startedNanos;
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public @Nullable String query() {
            return query;
        }

        @Override
        public @Nullable String route() {
            return route;
        }

        @Override
        public @Nullable String remoteAddress() {
            return remoteAddress;
        }

        @Override
        public @Nullable Principal principal() {
            return principal;
        }

        @Override
        public Locale locale() {
            return locale == null ? RequestSource.super.locale() : locale;
        }

        @Override
        public void headers(BiConsumer<String, String> each) {
            headers.forEach(header -> each.accept(header.name(), header.value()));
            if (!cookies.isEmpty()) each.accept("Cookie", cookieHeader());
        }

        private String cookieHeader() {
            return cookies.stream()
                    .map(cookie -> cookie.name() + "=" + cookie.value())
                    .collect(Collectors.joining("; "));
        }

        @Override
        public void cookies(BiConsumer<String, String> each) {
            cookies.forEach(cookie -> each.accept(cookie.name(), cookie.value()));
        }

        @Override
        public long startedNanos() {
            return startedNanos;
        }
    }
}
