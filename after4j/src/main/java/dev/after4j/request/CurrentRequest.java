package dev.after4j.request;

import dev.after4j.internal.Binding;

/** The request of the scope bound to this thread. */
public final class CurrentRequest {
    private CurrentRequest() {}

    /**
     * The request.
     *
     * @throws IllegalStateException in tasks registered while rendering (R14), and in scopes without a request
     * @throws dev.after4j.NoAfterScopeException outside a scope
     */
    public static RequestView get() {
        return Binding.require().request();
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
