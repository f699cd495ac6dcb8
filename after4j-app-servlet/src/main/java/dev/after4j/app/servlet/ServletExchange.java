package dev.after4j.app.servlet;

import dev.after4j.app.App;
import dev.after4j.app.Part;
import dev.after4j.app.spi.Exchange;
import dev.after4j.app.spi.Head;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A container's request and response, as an application sees them. */
abstract class ServletExchange implements Exchange {
    private static final Predicate<String> PLAIN =
            Pattern.compile("[A-Za-z0-9/._~-]*").asMatchPredicate();
    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

    final HttpServletRequest request;
    final HttpServletResponse response;
    private boolean hasBegun;
    private boolean hasFailed;

    ServletExchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    final void serve(App app) throws IOException, ServletException {
        try {
            app.handle(this);
        } catch (Exception | Error thrown) {
            if (hasBegun) commit(thrown);
            if (thrown instanceof IOException io) throw io;
            if (thrown instanceof RuntimeException unchecked) throw unchecked;
            if (thrown instanceof Error error) throw error;
            throw new ServletException(thrown);
        }
    }

    /** The container would put its error page in place of what it still holds: the response is to break off. */
    private void commit(Throwable thrown) {
        try {
            response.flushBuffer();
        } catch (IOException | IllegalStateException gone) {
            thrown.addSuppressed(gone);
        }
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    /**
     * Without parameters ({@code ;jsessionid=..}), as the container and what is behind the application map it: a proxy in front of
     * {@code /admin} is in front of {@code /admin;x}, too. Empty, which no path is, where a client has encoded the path of the context in a way of its own.
     */
    @Override
    public String path() {
        String sent = request.getRequestURI();
        String context = request.getContextPath();
        if (!sent.startsWith(context)) return "";
        return PARAMETERS.matcher(sent.substring(context.length())).replaceAll("");
    }

    /** Tomcat gives it as the client has sent it, {@code /%73hop} or {@code /shop;x}: what is kept and linked must not be that client's choice. */
    @Override
    public String mount() {
        String own = request.getServletContext().getContextPath();
        return PLAIN.test(own) ? own : request.getContextPath();
    }

    @Override
    public @Nullable String query() {
        return request.getQueryString();
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public String origin() {
        String scheme = request.getScheme();
        int port = request.getServerPort();
        String host = scheme + "://" + request.getServerName();
        return port == (scheme.equals("https") ? 443 : 80) ? host : host + ":" + port;
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
    public InputStream body() throws IOException {
        return PostedForm.body(request);
    }

    @Override
    public long length() {
        return request.getContentLengthLong();
    }

    @Override
    public List<? extends Part> parts(long maxBytes) throws IOException {
        return ServletPart.all(request, maxBytes);
    }

    @Override
    public void send(Head head, byte[] body) throws IOException {
        begin(head);
        if (body.length > 0) response.setContentLength(body.length);
        response.getOutputStream().write(body);
        if (hasFailed) response.flushBuffer(); // else Tomcat finds the exception, and sends its own error page
    }

    /** The container's stream ends the response when it is closed, and sends what was written when it is flushed. */
    @Override
    public OutputStream stream(Head head) throws IOException {
        begin(head);
        return response.getOutputStream();
    }

    private void begin(Head head) {
        hasBegun = true;
        response.setStatus(head.status());
        set(head);
        // a filter in front has set it, for this client
        if (head.has("X-After-Cache", "") && response.containsHeader("Set-Cookie"))
            response.setHeader("Cache-Control", "private, no-cache");
    }

    /** In place of what filters in front have set, but for what adds up. */
    final void set(Head head) {
        Set<String> before = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        head.headers((name, value) -> {
            if (before.add(name) && !addsUp(name)) response.setHeader(name, value);
            else response.addHeader(name, value);
        });
    }

    /** Cookies may be of the session, and caches keep apart what anybody has found to vary. */
    static boolean addsUp(String name) {
        return name.equalsIgnoreCase("Set-Cookie") || name.equalsIgnoreCase("Vary");
    }

    /** The request as what serves {@code path} must see it: the client's own, unless a proxy has rewritten it. */
    final HttpServletRequest requestFor(String path) {
        RewrittenRequest other = new RewrittenRequest(request, path);
        return other.getRequestURI().equals(request.getRequestURI()) ? request : other;
    }

    @Override
    public @Nullable String mimeType(String fileName) {
        return request.getServletContext().getMimeType(fileName);
    }

    @Override
    public void failed(Throwable thrown) {
        hasFailed = true;
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, thrown);
    }

    /** Request, response, the session if there is one, the context. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return Arrays.asList(request, response, request.getSession(false), request.getServletContext()).stream()
                .filter(Objects::nonNull)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
