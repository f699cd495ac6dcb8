package dev.after4j.test.conformance;

import java.io.IOException;

/** A response, read only as far as a test asks for it. Cut off, it throws an {@link IOException}. */
interface Reply {
    /** Reads the head. */
    int status() throws IOException;

    /** Reads what is left of the body, and gives all of it. */
    byte[] body() throws IOException;

    /** Reads until {@code count} bytes of the body are here, or it ends. */
    byte[] read(int count) throws IOException;

    /** The head as it was sent, without the date; the status alone where the protocol packs it. */
    String head() throws IOException;

    /** Gives this exchange up, and if the protocol cannot do that, its connection. */
    void cancel() throws IOException;
}
