package dev.after4j.app;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Answers the requests of a route.
 *
 * <pre>{@code
 * RouteHandler health = request -> Response.text("up");
 * }</pre>
 */
@FunctionalInterface
public interface RouteHandler {
    /**
     * Called for each request, on the thread that serves it; several at once. A {@link Signal} may be returned or thrown;
     * anything else that is thrown becomes a 500, is logged, and is the {@link dev.after4j.Outcome#error} of the tasks.
     */
    Result handle(Request request) throws Exception;

    /** As {@link Page#prerender}, for a handler that was registered for GET; static by choice only. What it answers is then whole, and without cookies. */
    default Prerender prerender() {
        return Prerender.NEVER;
    }

    /** As {@link Page#staticParams}. */
    default Collection<Map<String, String>> staticParams() throws Exception {
        return List.of();
    }
}
