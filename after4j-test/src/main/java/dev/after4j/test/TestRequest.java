package dev.after4j.test;

import dev.after4j.spi.RequestSource;
import dev.after4j.spi.Surface;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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
    private @Nullable TestBody body;
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
        copy.body = body;
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

    /**
     * Carries {@code content}, for test clients of frameworks; a handler called directly never sees it. The headers
     * {@code Content-Type} and {@code Content-Length} show it; the length is left out if there is a header {@code
     * Transfer-Encoding}.
     */
    public TestRequest body(String contentType, byte[] content) {
        return with(TestBody.of(contentType, content));
    }

    /** Carries text in UTF-8, as {@link #body(String, byte[])}. */
    public TestRequest text(String text) {
        return body("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Carries JSON, well formed or not, as {@link #body(String, byte[])}. */
    public TestRequest json(String json) {
        return body("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a field to the form that this carries; a name may be added more than once. The form is {@code
     * application/x-www-form-urlencoded}, and {@code multipart/form-data} once it has a {@link #file}.
     *
     * @throws IllegalStateException if this carries something else
     */
    public TestRequest field(String name, String value) {
        return with(TestBody.Part.field(name, value));
    }

    /** Adds a file to the form, as {@link #field}; without a name it is what a browser sends when none was chosen. */
    public TestRequest file(String name, String fileName, String contentType, byte[] content) {
        return with(TestBody.Part.file(name, fileName, contentType, content));
    }

    private TestRequest with(TestBody.Part part) {
        List<TestBody.Part> parts = new ArrayList<>(body == null ? List.of() : body.parts());
        if (body != null && parts.isEmpty())
            throw new IllegalStateException("The field '" + part.name() + "' is part of a form, but " + this
                    + " carries " + body.contentType() + " already; it can be one of both");
        parts.add(part);
        return with(TestBody.form(parts));
    }

    private TestRequest with(TestBody changed) {
        TestRequest copy = copy();
        copy.body = changed;
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

    /** What this carries, for test clients. */
    public Optional<TestBody> body() {
        return Optional.ofNullable(body);
    }

    /** This as a host shows its request, for test clients; it began at the time 0. */
    public RequestSource source() {
        return source(0);
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
            if (body != null) describe(body, each);
            if (!cookies.isEmpty()) each.accept("Cookie", cookieHeader());
        }

        private void describe(TestBody carried, BiConsumer<String, String> each) {
            if (!has("Content-Type")) each.accept("Content-Type", carried.contentType());
            if (!has("Content-Length") && !has("Transfer-Encoding"))
                each.accept("Content-Length", String.valueOf(carried.bytes().length));
        }

        private boolean has(String name) {
            return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
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
