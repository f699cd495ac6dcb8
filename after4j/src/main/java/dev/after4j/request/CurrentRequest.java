package dev.after4j.request;

import dev.after4j.internal.Binding;

/**
 * The request of the scope bound to this thread, for the code of the request and for its tasks (R14):
 *
 * <pre>{@code
 * after(() -> {
 *     String userAgent = CurrentRequest.headers().first("user-agent").orElse("unknown");
 *     String session = CurrentRequest.cookies().value("session-id").orElse("anonymous");
 *     activity.log(session, userAgent);
 * });
 * }</pre>
 *
 * <p>What these methods return is a copy: it stays readable after the finish, with the same content, on any thread.
 */
public final class CurrentRequest {
    private CurrentRequest() {}

    /**
     * The request.
     *
     * @throws IllegalStateException in a task registered while rendering (R14), and its tasks; in a scope without a
     *     request; once the finish has come in a scope that had neither a task nor code reading its request before; and in a
     *     task whose time is over (R21)
     * @throws dev.after4j.NoAfterScopeException outside a scope
     */
    public static RequestView get() {
        return Binding.require().request();
    }

    /**
     * Says that the code that follows needs a request of its own, though it reads nothing of it: a page that calls this is
     * never prerendered (R24). Throws as {@link #get()} does.
     */
    public static void connection() {
        get();
    }

    /** Its headers; throws as {@link #get()} does. */
    public static RequestHeaders headers() {
        return get().headers();
    }

    /** Its cookies; throws as {@link #get()} does. */
    public static RequestCookies cookies() {
        return get().cookies();
    }
}
