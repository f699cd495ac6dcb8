package dev.after4j.app;

import java.io.OutputStream;

/** Writes the body of a response while it is being sent. */
@FunctionalInterface
public interface BodyWriter {
    /**
     * Called once, on the thread that serves the request; not for HEAD. The head is sent with the first bytes: what is
     * thrown before still becomes an error response, later it breaks the response off. {@code flush} sends what was written.
     * When the client has gone, writing throws an {@link java.io.IOException}: let it pass.
     */
    void write(OutputStream out) throws Exception;
}
