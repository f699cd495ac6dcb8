package dev.after4j.spi;

import java.security.Principal;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The host's live request, of which {@link dev.after4j.request.CurrentRequest} gives a copy (R14). It is read when code
 * first asks for the request or registers a task, on the thread of that code; or inside {@link OpenScope#finish} while
 * code of the request is still entered. One thread at a time reads, and never after {@code finish} has returned. A
 * request whose code does none of this is never read.
 *
 * <p>An exception thrown here reaches the caller of {@code after} or {@code CurrentRequest}, and nothing is registered;
 * inside {@code finish} it is logged.
 */
public interface RequestSource {
    /** The method, such as {@code POST}. */
    String method();

    /** The path as sent, without the query. */
    String path();

    /** The query as sent, without the question mark; null if there was none. */
    default @Nullable String query() {
        return null;
    }

    /** The matched route pattern; null if the host knows none. */
    default @Nullable String route() {
        return null;
    }

    /** The address of the client; null if the host knows none. */
    default @Nullable String remoteAddress() {
        return null;
    }

    /** Who is signed in; null if nobody is, or the host knows nobody. Kept as it is: a principal does not change. */
    default @Nullable Principal principal() {
        return null;
    }

    /** The locale that the client prefers; the default locale if it named none. */
    default Locale locale() {
        return Locale.getDefault();
    }

    /** Gives every header to {@code each} as name and value, in the order sent. */
    void headers(BiConsumer<String, String> each);

    /** Gives every cookie that the client sent to {@code each} as name and value, in the order sent. */
    void cookies(BiConsumer<String, String> each);

    /** {@link System#nanoTime()} at which the request began. May also be called without the others; must not throw. */
    long startedNanos();
}
