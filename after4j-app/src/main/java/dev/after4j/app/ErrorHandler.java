package dev.after4j.app;

/** Makes the response to a request that cannot be answered as the client wanted. */
@FunctionalInterface
public interface ErrorHandler {
    /**
     * Called for every status from 400 on that a {@link Signal}, an exception or the application itself leads to, on the thread
     * that serves the request; the surface is that on which it happened. The response gets the problem's status if it has none of its own.
     * If this throws, the problem and what was thrown are logged, and the client gets a plain answer.
     */
    Response handle(Request request, Problem problem) throws Exception;
}
