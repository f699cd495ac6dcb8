package dev.after4j.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to the client. Immutable: each method returns another one.
 *
 * <pre>{@code
 * Response.json(order).status(201).header("location", "/orders/7").cookie(ResponseCookie.of("last-order", "7"));
 * }</pre>
 *
 * <p>Headers and cookies that were set with {@link CurrentResponse} during the request are sent, too; of one name, what is set
 * here counts.
 */
public final class Response implements Result {
    static final String HTML = "text/html; charset=utf-8";

    private static final List<String> PAGE_DEFAULTS = List.of("Cache-Control", "private, no-cache");
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final int status;
    private final Body body;
    private final List<String> fields;
    private final List<ResponseCookie> cookies;

    private Response(int status, Body body, List<String> fields, List<ResponseCookie> cookies) {
        this.status = status;
        this.body = body;
        this.fields = fields;
        this.cookies = cookies;
    }

    private Response(int status, Body body) {
        this(status, body, List.of(), List.of());
    }

    private static Response of(Body body) {
        return new Response(0, body);
    }

    /** {@code value} as JSON, by the application's mapper; 200. */
    public static Response json(@Nullable Object value) {
        return of(new Body.Json(value));
    }

    /** Plain text in UTF-8; 200. */
    public static Response text(String text) {
        return bytes("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** An HTML document in UTF-8, such as a template engine made it: nothing is escaped here; 200. */
    public static Response html(String document) {
        return bytes(HTML, document.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@code piece}, rendered by this call, on this thread and surface: for what a script exchanges in a document, such as htmx; 200.
     * Throws what the piece throws, as {@link HtmlOutput#write}.
     */
    public static Response html(Html piece) {
        PageBuffer rendered = PageBuffer.ofPage();
        rendered.write(piece);
        return bytes(HTML, rendered.bytes());
    }

    /** A page with its layouts, which is for the client alone unless the application says otherwise. */
    static Response page(byte[] document) {
        return of(new Body.Bytes(HTML, document, PAGE_DEFAULTS));
    }

    static Response kept(Body.Kept body) {
        return of(body);
    }

    /** What is kept; {@code fields} have the type. */
    static Response kept(int status, byte[] content, List<String> fields, List<String> defaults) {
        return new Response(status, new Body.Bytes(null, content, defaults), fields, List.of());
    }

    /** With that instead of its bytes. */
    Response of(byte[] content) {
        Body.Bytes bytes = (Body.Bytes) body;
        return new Response(status, new Body.Bytes(bytes.type(), content, bytes.defaults()), fields, cookies);
    }

    /** {@code body}, which must not change any more, as a {@code contentType}; 200. Throws as {@link #header} does. */
    public static Response bytes(String contentType, byte[] body) {
        Fields.checkValue("Content-Type", contentType);
        return of(new Body.Bytes(contentType, Objects.requireNonNull(body, "body")));
    }

    /** A file of the application's own, its type by its name; 200. A file that is not there is a 404. */
    public static Response file(Path file) {
        return of(new Body.Stored(Objects.requireNonNull(file, "file")));
    }

    /** A body that is written while it is sent; 200. Tasks wait for its end. Throws as {@link #header} does. */
    public static Response stream(String contentType, BodyWriter body) {
        Fields.checkValue("Content-Type", contentType);
        return of(new Body.Streamed(contentType, Objects.requireNonNull(body, "body")));
    }

    /** Server-sent events, until {@code events} returns or the client has gone; tasks wait for that (R05). */
    public static Response events(EventWriter events) {
        return stream(EventStream.TYPE, out -> events.write(new EventStream(out)))
                .header("cache-control", "no-cache")
                .header("x-accel-buffering", "no");
    }

    /** As {@link Signal#redirect}, for code that returns responses; always with {@code status}, 301, 302, 303, 307 or 308. */
    public static Response redirect(int status, String location) {
        if (!List.of(301, 302, 303, 307, 308).contains(status))
            throw new IllegalArgumentException("A redirect has the status 301, 302, 303, 307 or 308, not " + status);
        return new Response(status, new Body.Elsewhere(Objects.requireNonNull(location, "location")));
    }

    /** No body; 204. */
    public static Response empty() {
        return new Response(NO_CONTENT, new Body.None());
    }

    static Response asset(String path) {
        return of(new Body.Asset(path));
    }

    static Response passedOn(Map<String, Optional<String>> changedHeaders) {
        return of(new Body.PassedOn(changedHeaders));
    }

    static Response again(Form form) {
        return of(new Body.Again(form));
    }

    /**
     * With that status.
     *
     * @throws IllegalArgumentException unless it is from 200 to 599
     */
    public Response status(int changed) {
        if (changed < 200 || changed > 599)
            throw new IllegalArgumentException("The status of a response is from 200 to 599, not " + changed);
        return new Response(changed, body, fields, cookies);
    }

    /**
     * With one more header. {@code Content-Type} replaces the one that the body would have.
     *
     * @throws IllegalArgumentException for a name or value that HTTP does not allow, such as one with a line break; for a
     *     cookie, which has a method of its own; and for what the server says itself, such as {@code Content-Length}
     */
    public Response header(String name, String value) {
        Fields.check(name, value);
        return new Response(status, body, with(with(fields, name), value), cookies);
    }

    /** With a cookie, instead of one of the same name and place that was set with {@link CurrentResponse}. */
    public Response cookie(ResponseCookie cookie) {
        return new Response(status, body, fields, with(cookies, Objects.requireNonNull(cookie, "cookie")));
    }

    private static <T> List<T> with(List<T> all, T one) {
        List<T> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }

    /** {@code page}, with what was asked for besides; with {@code otherwise} where neither has chosen a status. */
    Response over(Response page, int otherwise) {
        List<String> allFields = new ArrayList<>(page.fields);
        allFields.addAll(fields);
        List<ResponseCookie> allCookies = new ArrayList<>(page.cookies);
        allCookies.addAll(cookies);
        int chosen = status != 0 ? status : page.chosenStatus().orElse(otherwise);
        return new Response(chosen, page.body, allFields, allCookies);
    }

    OptionalInt chosenStatus() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    int status() {
        return status == 0 ? OK : status;
    }

    Body body() {
        return body;
    }

    /** Names and values in turn. */
    List<String> fields() {
        return fields;
    }

    List<ResponseCookie> cookies() {
        return cookies;
    }
}
