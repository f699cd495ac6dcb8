package dev.after4j.app;

import dev.after4j.app.spi.Exchange;
import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestCookies;
import dev.after4j.request.RequestHeaders;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request, for the code that answers it: on the thread that serves it, until the response is finished. A task does not
 * use it, but {@link CurrentRequest}, or values that were taken from it before; what must be asked of the host then throws an
 * {@link IllegalStateException}. The body comes once: as bytes, text, JSON or a form, which may be asked for again, or as a
 * stream.
 */
public final class Request {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([^\\s;\"]+)");

    private final Incoming incoming;
    private final Target target;
    private final JsonMapper mapper;
    private final Optional<Form> submitted;
    private @Nullable Form form;

    Request(Incoming incoming, Target target, JsonMapper mapper, Optional<Form> submitted) {
        this.incoming = incoming;
        this.target = target;
        this.mapper = mapper;
        this.submitted = submitted;
    }

    /** The method, such as {@code POST}. */
    public String method() {
        return incoming.method();
    }

    /**
     * The path, as the client encoded it, below the application's mount; as it was rewritten, if a proxy did that. Guard by the
     * pattern of a proxy, which compares decoded, not by this: {@code /%61dmin} is {@code /admin} to routes.
     */
    public String path() {
        return target.path();
    }

    /** {@code path}, a path of this application, as a link must have it: with the mount in front, and what an address cannot have encoded. */
    public String link(String path) {
        return incoming.link(path);
    }

    /** The pattern of the route, such as {@code /orders/{id}}; empty in a proxy. */
    public Optional<String> route() {
        return target.route();
    }

    /**
     * The decoded value of a parameter of the route's pattern; that of {@code {name...}} is the rest of the path without its first
     * slash, or empty.
     *
     * @throws IllegalArgumentException if the pattern has no parameter of that name
     */
    public String param(String name) {
        return target.param(name);
    }

    /**
     * The parameter as a {@code type} that JSON knows: a number, a {@link java.util.UUID}, a date, an enum.
     *
     * @throws Signal 404 if it is no such value: there is nothing at this path
     * @throws IllegalArgumentException if the pattern has no parameter of that name
     */
    public <T> T param(String name, Class<T> type) {
        return read(target.param(name), type, misfit -> Signal.notFound()).orElseThrow(Signal::notFound);
    }

    /** The first value of a query parameter; a query that is not well formed is a 400. */
    public Optional<String> query(String name) {
        return query().first(name);
    }

    /**
     * The first value of a query parameter as a {@code type} that JSON knows; empty if it is not there, or blank.
     *
     * @throws Signal 400 if it is no such value
     */
    public <T> Optional<T> query(String name, Class<T> type) {
        return query(name)
                .flatMap(sent -> read(
                        sent, type, misfit -> Signal.of(400, "The query parameter '" + name + "' " + misfit.wish)));
    }

    private Fieldset query() {
        incoming.requireRequest();
        return target.query();
    }

    @SuppressWarnings("unchecked") // a class may be that of a primitive, which cannot cast
    private <T> Optional<T> read(String sent, Class<T> type, Function<TextValues.MisfitException, Signal> otherwise) {
        try {
            return Optional.ofNullable((T) TextValues.read(mapper, sent, mapper.constructType(type)));
        } catch (TextValues.MisfitException misfit) {
            throw otherwise.apply(misfit);
        }
    }

    /** All values of a query parameter, in the order sent. */
    public List<String> queryAll(String name) {
        return query().all(name);
    }

    /** The first value of a header, as the client sent it or a proxy changed it. */
    public Optional<String> header(String name) {
        return incoming.header(name);
    }

    /** All headers, as {@link CurrentRequest#headers()}; throws as that does. */
    public RequestHeaders headers() {
        return CurrentRequest.headers();
    }

    /** What the client sent as cookies, as {@link CurrentRequest#cookies()}; throws as that does. */
    public RequestCookies cookies() {
        return CurrentRequest.cookies();
    }

    /** Scheme and authority at which the client reached the host: {@code https://example.org}. */
    public String origin() {
        return exchange().origin();
    }

    /** The address of the client, if the host knows it. */
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(exchange().remoteAddress());
    }

    /** Who is signed in, as the host knows it: the container, or Spring Security. */
    public Optional<Principal> principal() {
        return Optional.ofNullable(exchange().principal());
    }

    /** The host's own object of that type: {@code HttpServletRequest}, whose session is the container's. Empty in a task. */
    public <T> Optional<T> unwrap(Class<T> type) {
        return incoming.isOver() ? Optional.empty() : exchange().unwrap(type);
    }

    /**
     * The body.
     *
     * @throws Signal 413 if it is longer than the application allows ({@link App.Builder#maxBody}), 400 if the client did not send all of it, 408 if it took too long
     * @throws IllegalStateException if it was not read before the response was finished (R16), or was read as a stream
     */
    public byte[] bytes() {
        return incoming.bytes().clone();
    }

    /** The body as text in the charset that the client named, else UTF-8; throws as {@link #bytes()} does, and 415 for an unknown charset. */
    public String text() {
        return new String(incoming.bytes(), charset());
    }

    private Charset charset() {
        Matcher named = CHARSET.matcher(incoming.sentType());
        if (!named.find()) return StandardCharsets.UTF_8;
        try {
            return Charset.forName(named.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw Signal.of(415, "The charset of the body is not known here; send UTF-8");
        }
    }

    /**
     * The JSON body as a {@code type}; throws as {@link #bytes()} does.
     *
     * @throws Signal 415 if the client did not send JSON, 400 that says where if it does not fit
     */
    @SuppressWarnings("unchecked") // a class may be that of a primitive, which cannot cast
    public <T> T json(Class<T> type) {
        return (T) json(mapper.constructType(type));
    }

    /** As {@link #json(Class)}, for generic types: {@code new TypeReference<List<Order>>() {}}. */
    @SuppressWarnings("unchecked") // the mapper makes what the reference says
    public <T> T json(TypeReference<T> type) {
        return (T) json(mapper.constructType(type));
    }

    private Object json(JavaType type) {
        String sent = incoming.contentType();
        if (!sent.equals("application/json") && !sent.endsWith("+json"))
            throw Signal.of(
                    415,
                    "Send the content type application/json" + (sent.isEmpty() ? "" : ", not " + Fields.visible(sent)));
        return JsonBodies.read(mapper, incoming.bytes(), type);
    }

    /**
     * The posted form, the same at each call, its errors with it; throws as {@link #bytes()} does.
     *
     * @throws Signal 415 if the client did not send a form, 400 if it is not well formed
     */
    public Form form() {
        if (form == null) form = new Form(this, mapper, incoming.form());
        return form;
    }

    /** The body while it comes, at most {@code maxBytes} of it: reading more throws the {@link Signal} 413. Throws as {@link #bytes()} does. */
    public InputStream stream(long maxBytes) {
        return incoming.stream(maxBytes);
    }

    /** The form that an action has sent back with {@link Form#again}, with its errors and its input. */
    public Optional<Form> submitted() {
        return submitted;
    }

    /**
     * Whether a script, such as htmx, asks for a part of the document only. A page is then answered without its layouts; an action may
     * answer with {@link Response#html(Html)}. True for the header {@code HX-Request}, unless {@code HX-Boosted} or {@code
     * HX-History-Restore-Request} ask for all of it.
     */
    public boolean wantsFragment() {
        // what is kept is whole, and a part of it can be sent: asking does not make a page dynamic
        return !incoming.isStatic()
                && isTrue("hx-request")
                && !isTrue("hx-boosted")
                && !isTrue("hx-history-restore-request");
    }

    private boolean isTrue(String header) {
        return header(header).filter("true"::equals).isPresent();
    }

    Incoming incoming() {
        return incoming;
    }

    Target target() {
        return target;
    }

    private Exchange exchange() {
        return incoming.exchange();
    }
}
