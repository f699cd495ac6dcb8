package dev.after4j.test.conformance;

import dev.after4j.AfterRuntime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server under test with the suite's application: a handler for each path, given by the test that needs it. */
final class Site implements Application, AutoCloseable {
    /** Starts the server under test. */
    @FunctionalInterface
    interface Starter {
        ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception;
    }

    final AfterRuntime runtime;
    private final Map<String, Application> routes = new ConcurrentHashMap<>();
    private final ServerUnderTest server;
    private boolean stopped;

    Site(AfterRuntime runtime, Starter starter) throws Exception {
        this.runtime = runtime;
        this.server = starter.start(runtime, this);
    }

    void route(String path, Application handler) {
        routes.put(path, handler);
    }

    @Override
    public void handle(Exchange exchange) throws Exception {
        Application handler = routes.get(exchange.path());
        if (handler != null) handler.handle(exchange);
        else exchange.status(404);
    }

    int port() {
        return server.port();
    }

    synchronized void stop() throws Exception {
        if (stopped) return;
        stopped = true;
        server.stop();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the server under test did not stop", failure);
        } finally {
            runtime.close();
        }
    }
}
