package dev.after4j.app;

import dev.after4j.NoAfterScopeException;
import dev.after4j.spi.Surface;

/**
 * Headers and cookies of the response to be, from any depth of the proxy, an action or a route handler, on any thread
 * that the scope was taken to:
 *
 * <pre>{@code
 * responseCookies().set(ResponseCookie.of("session-id", session.id()));
 * throw Signal.redirect("/");
 * }</pre>
 *
 * <p>They are sent with whatever response it becomes: a redirect, an error. What the client sent is in
 * {@link dev.after4j.request.CurrentRequest} (R16).
 */
public final class CurrentResponse {
    private CurrentResponse() {}

    /**
     * The headers.
     *
     * @throws IllegalStateException in a task (R15), and while rendering
     * @throws NoAfterScopeException outside a scope
     */
    public static ResponseHeaders responseHeaders() {
        return open("responseHeaders()").headers();
    }

    /** The cookies; throws as {@link #responseHeaders()} does. */
    public static ResponseCookies responseCookies() {
        return open("responseCookies()").cookies();
    }

    private static OpenResponse open(String call) {
        Surface here = Surface.bound().orElseThrow(() -> new NoAfterScopeException(Thread.currentThread()));
        return here.held(OpenResponse.class)
                .orElseThrow(
                        () -> new IllegalStateException(
                                call
                                        + " cannot be used in a task, nor while rendering (surface: " + here
                                        + "): set cookies and headers in the proxy, in an action or in a route handler of an App, before its response"));
    }
}
