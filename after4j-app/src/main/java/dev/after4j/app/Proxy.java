package dev.after4j.app;

/**
 * Stands in front of everything whose path it matches, assets included.
 *
 * <pre>{@code
 * Proxy stamp = request -> {
 *     String id = UUID.randomUUID().toString();
 *     responseHeaders().set("x-request-id", id);
 *     return Forward.next().header("x-request-id", id);
 * };
 * }</pre>
 */
@FunctionalInterface
public interface Proxy {
    /**
     * Called for each matching request before it is routed, on the thread that serves it; several at once. Tasks that it
     * registers wait for the end of the whole response (R11). Throws as a {@link RouteHandler} does.
     */
    ProxyResult handle(Request request) throws Exception;
}
