package dev.after4j.test.conformance;

/** A server that has been started for the suite. */
public interface ServerUnderTest {
    /** The port on 127.0.0.1 that it listens on. */
    int port();

    /**
     * Stops the server the way its integration tells applications to stop it (R22), with at most one second for
     * requests in flight. Returns when everything has stopped. Called once.
     */
    void stop() throws Exception;
}
