package dev.after4j.server;

import dev.after4j.AfterRuntime;
import dev.after4j.app.App;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.VirtualThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that {@link AfterServer#start} has started.
 *
 * <pre>{@code
 * try (RunningServer server = AfterServer.of(app).start("--port=0")) {
 *     client.send(HttpRequest.newBuilder(server.address().resolve("/orders/7")).build(), BodyHandlers.ofString());
 * }
 * }</pre>
 */
public final class RunningServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AfterServer.class);

    private final Server server;
    private final ServerConnector connector;
    private final AfterRuntime runtime;
    private final List<Runnable> afterStop;
    private final int port;
    private boolean hasStopped;

    private RunningServer(ServerConnector connector, AfterRuntime runtime, List<Runnable> afterStop) {
        this.server = connector.getServer();
        this.connector = connector;
        this.runtime = runtime;
        this.afterStop = afterStop;
        this.port = connector.getLocalPort(); // also when it does not listen any more
    }

    static RunningServer start(Settings settings, AfterRuntime runtime, App app, List<Runnable> afterStop)
            throws IOException {
        ServerConnector connector = Listening.at(settings, runtime, app);
        try {
            connector.getServer().start();
        } catch (Exception failure) {
            connector.close();
            throw new IllegalStateException("The server did not start", failure);
        }
        return new RunningServer(connector, runtime, afterStop);
    }

    void announce(Settings settings, ServedPages pages, Duration taken) {
        LOG.info(
                "Listening on {}, HTTP/1.1 and HTTP/2{}; health at {}, compression {}, access log {}, forwarded headers {}",
                address(),
                settings.isDev() ? ", dev: errors are shown to clients on this machine" : "",
                settings.health().orElse("no path"),
                onOrOff(settings.compression()),
                onOrOff(settings.accessLog()),
                settings.forwarded() ? "believed" : "ignored");
        LOG.info("Pages {}", pages);
        LOG.info(
                "Started in {} ms on JDK {}, requests on {} threads, heads up to {} bytes; a stop waits {} for requests, then {} for tasks",
                taken.toMillis(),
                Runtime.version(),
                VirtualThreads.isUseVirtualThreads(server.getThreadPool()) ? "virtual" : "platform",
                settings.maxHead(),
                settings.stopTimeout(),
                runtime.drainTimeout());
    }

    private static String onOrOff(boolean isOn) {
        return isOn ? "on" : "off";
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}. */
    public URI address() {
        return URI.create("http://" + HostPort.normalizeHost(connector.getHost()) + ":" + port());
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Runs the application's tasks. */
    public AfterRuntime runtime() {
        return runtime;
    }

    /**
     * Stops accepting, finishes the requests in flight, drains the tasks, and then calls what {@link AfterServer#onStopped} was given.
     * Further calls wait for the first, and do nothing else.
     *
     * @throws IllegalStateException inside one of its tasks, which it would wait for
     */
    public synchronized void stop() {
        if (hasStopped) return;
        try {
            server.stop();
        } catch (TimeoutException inFlight) {
            LOG.warn("Requests were still in flight after {} ms, and were broken off", server.getStopTimeout());
        } catch (Exception failure) {
            throw new IllegalStateException("The server did not stop as it should", failure);
        } finally {
            hasStopped =
                    runtime.draining(); // else a task has called this, and others may still use what is to be closed
            if (hasStopped) callAll(afterStop);
        }
    }

    /** Each, whatever becomes of the others. */
    static void callAll(List<Runnable> actions) {
        for (Runnable action : actions)
            try {
                action.run();
            } catch (RuntimeException | Error failure) {
                LOG.error("What onStopped(..) was given failed; going on with the rest", failure);
            }
    }

    /** {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }

    /** Until it has stopped. */
    void join() {
        try {
            server.join();
        } catch (InterruptedException told) {
            stop();
        }
    }
}
