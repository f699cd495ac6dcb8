package dev.after4j.app.spi;

import dev.after4j.app.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLConnection;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, as a host shows them to an application. Called by one thread at a time, from
 * {@link dev.after4j.app.App#handle} and not after it has returned. What a method throws is taken for the client's
 * departure if it is an {@link IOException}.
 */
public interface Exchange {
    /** The method, such as {@code POST}. */
    String method();

    /** The path as sent, encoded and without the query, below the {@link #mount}: {@code /orders/a%20b}. */
    String path();

    /** Where the application is mounted: empty, or a path as sent that begins with a slash and does not end with one. */
    default String mount() {
        return "";
    }

    /** The query as sent, without the question mark; null if there was none. */
    @Nullable
    String query();

    /** The first value of a header of the request, its name in any case; null if it was not sent. */
    @Nullable
    String header(String name);

    /**
     * Scheme and authority at which the client reached the host, as a browser writes an origin: {@code https://example.org},
     * with the port unless it is the scheme's own. Forwarded headers count only if the host was told to trust them.
     */
    String origin();

    /** The address of the client; null if the host knows none. */
    default @Nullable String remoteAddress() {
        return null;
    }

    /** Who is signed in; null if nobody is, or the host knows nobody. */
    default @Nullable Principal principal() {
        return null;
    }

    /** The body, to be read once; empty if there is none. */
    InputStream body() throws IOException;

    /** The length of the body in bytes; -1 if it is not known. */
    long length();

    /**
     * The parts of a {@code multipart/form-data} body; called once, instead of {@link #body}. They may be used until the
     * exchange ends.
     *
     * @param maxBytes of all parts together
     * @throws dev.after4j.app.Signal 413 if it is longer than that, 400 if it is not well formed
     */
    List<? extends Part> parts(long maxBytes) throws IOException;

    /** Sends a whole response; a status that allows no body has none. Need not wait until it is sent. */
    void send(Head head, byte[] body) throws IOException;

    /**
     * Sends the head of a response whose body is then written to the result. {@code flush} sends what was written; {@code close}
     * ends the response, and without it the host breaks the response off, as it does when {@code handle} throws.
     */
    OutputStream stream(Head head) throws IOException;

    /**
     * Serves a static asset, as the host does it best: its type, its {@code ETag}, ranges, conditions.
     *
     * @param path decoded, below the mount, without dot segments: {@code /assets/site.css}
     * @param defaults headers that the response has, unless the host sets one of its own; the status is the host's
     * @return false if there is no such asset; nothing has been sent then
     */
    boolean asset(String path, Head defaults) throws IOException;

    /**
     * Takes a request for which the application has no route, where something else is mounted behind it. The host goes on with it when
     * {@code handle} has returned.
     *
     * @param set headers and cookies that proxies have set for the response; the status is not theirs
     * @param changed headers of the request as proxies have changed them, by names in lower case; empty for those that are
     *     taken away. What is behind must not see what the client has sent in their place
     * @return false if there is nothing behind: the application answers 404
     */
    default boolean passOn(Head set, Map<String, Optional<String>> changed) {
        return false;
    }

    /** The type of a file of that name; null if the host knows none. */
    default @Nullable String mimeType(String fileName) {
        return URLConnection.guessContentTypeFromName(fileName);
    }

    /** Whether a body may be sent as it was compressed before, to a client that accepts that. */
    default boolean sendsCompressed() {
        return true;
    }

    /** An error page follows for what the code of the request threw: {@link dev.after4j.Outcome#error} (R13). */
    void failed(Throwable thrown);

    /** The host's own object of that type, such as its request; empty if there is none. */
    <T> Optional<T> unwrap(Class<T> type);

    /** Whether this client is a developer, who is shown what went wrong inside. */
    default boolean showsErrors() {
        return false;
    }
}
