package dev.after4j.spi;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The host's live request. Read on a thread of the request, and copied only if a task was registered or the code of
 * the request asked for it; never read after the finish.
 */
public interface RequestSource {
    /** The method, such as {@code POST}. */
    String method();

    /** The path, as sent. */
    String path();

    /** The matched route pattern; null if the host knows none. */
    default @Nullable String route() {
        return null;
    }

    /** Gives every header, in the order sent. */
    void headers(BiConsumer<String, String> name);

    /** Gives every cookie the client sent, in that order. */
    void cookies(BiConsumer<String, String> name);

    /** {@link System#nanoTime()} at which the request began. */
    long startedNanos();
}
