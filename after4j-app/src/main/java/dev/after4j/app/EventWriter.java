package dev.after4j.app;

/** Writes the events of a response. */
@FunctionalInterface
public interface EventWriter {
    /**
     * Called once, on the thread that serves the request. When the client has gone, sending throws an
     * {@link java.io.IOException}: let it pass.
     */
    void write(EventStream events) throws Exception;
}
