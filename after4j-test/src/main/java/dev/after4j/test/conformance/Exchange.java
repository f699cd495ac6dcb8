package dev.after4j.test.conformance;

import java.io.IOException;
import java.time.Duration;

/**
 * One request and its response, as the server under test shows them to the suite's {@link Application}. Methods are
 * called by one thread at a time; after {@link #startAsync} also by others than the handler's.
 */
public interface Exchange {
    /** The path, without the query. */
    String path();

    /** Sets the status; 200 if it is never called. Not called after the first {@link #write}. */
    void status(int status);

    /** Sets a header of the response; not called after the first {@link #write}. */
    void header(String name, String value);

    /**
     * Asks the server to keep a body of up to that many bytes until the handler has returned, or completed the exchange,
     * and to send it then; before the first {@link #write}.
     */
    void holdBack(int bytes);

    /**
     * Writes a part of the body. May buffer it; waits on the calling thread while the client takes nothing more. Throws
     * what the server throws when the client has gone. May be called for methods whose responses have no body.
     */
    void write(byte[] part) throws IOException;

    /** Sends what is buffered, at least the head. */
    void flush() throws IOException;

    /** The exchange goes on when the handler has returned, until {@link #complete}, {@link #send} or the time-out. */
    void startAsync(Duration timeout);

    /** Ends an exchange for which {@link #startAsync} was called. */
    void complete();

    /**
     * Ends an exchange for which {@link #startAsync} was called with this as its body, as the server does it best
     * without holding up the calling thread.
     */
    void send(byte[] body);
}
