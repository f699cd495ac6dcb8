package dev.after4j.app;

import dev.after4j.NoAfterScopeException;
import dev.after4j.spi.Surface;
import java.util.List;

/** What the statics of this package find of the code that calls them: code of a request, a task, or a rendering. */
interface Caller {
    /** That of this thread. */
    static Caller here(String call) {
        Surface here = Surface.bound().orElseThrow(() -> new NoAfterScopeException(Thread.currentThread()));
        return here.held(Caller.class)
                .orElseThrow(() -> new IllegalStateException(
                        call + " is for code that an App runs, and for its tasks; this is the " + here
                                + " of something else"));
    }

    App app();

    /** Expires {@code tags}, which {@code call} names, when this code has ended (R27). */
    void expire(String call, List<String> tags);

    /** Adds a tag to what is being made here, if anything is that will be kept. */
    default void tag(String tag) {}

    /** The response that this code may change; throws for code that may not. */
    default OpenResponse response(String call) {
        throw new IllegalStateException(
                call
                        + " cannot be used in a task, nor while rendering (surface: "
                        + Surface.bound().orElseThrow()
                        + "): set cookies and headers in the proxy, in an action or in a route handler of an App, before its response");
    }
}
