package dev.after4j.app;

import dev.after4j.NoAfterScopeException;

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
        return Caller.here(call).response(call);
    }
}
