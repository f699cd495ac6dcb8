package dev.after4j.test.conformance;

/** The suite's own application, which the server under test must serve for every path and method. */
@FunctionalInterface
public interface Application {
    /**
     * Call it on a thread on which the integration under test has made {@code after} work, once for each request. When
     * it returns and {@link Exchange#startAsync} was not called, end the response. What it throws belongs to the
     * server's own error handling, as what any handler throws.
     */
    void handle(Exchange exchange) throws Exception;
}
