package dev.after4j.app;

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
}
