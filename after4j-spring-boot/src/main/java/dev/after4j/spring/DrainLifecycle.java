package dev.after4j.spring;

import dev.after4j.AfterRuntime;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Drains when the context is closed: once the web server has stopped, and before any bean is destroyed (R22). On the thread
 * that closes, so that no time-out of a phase cuts it short: its own is {@code after4j.drain-timeout}. A context that is only
 * stopped or paused goes on with its tasks, since a runtime that has been drained cannot be started again.
 */
final class DrainLifecycle implements SmartLifecycle {
    /** After the phase in which the web server stops: phases stop from the highest to the lowest. */
    static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DrainLifecycle.class);

    private final AfterRuntime runtime;
    private final ConfigurableApplicationContext context;
    private volatile boolean running;

    DrainLifecycle(AfterRuntime runtime, ConfigurableApplicationContext context) {
        this.runtime = runtime;
        this.context = context;
    }

    @Override
    public void start() {
        running = true;
        Duration graceful = context.getEnvironment().getProperty(ShutdownDefaults.GRACEFUL_TIME, Duration.class);
        if (graceful != null) tellHowLong(graceful, runtime.drainTimeout());
    }

    private static void tellHowLong(Duration graceful, Duration drain) {
        LOG.info(
                "after4j: a shutdown may take {} s: {} s for requests in flight ({}), then {} s for tasks"
                        + " (after4j.drain-timeout); whatever kills the process has to wait longer than that",
                graceful.plus(drain).toSeconds(),
                graceful.toSeconds(),
                ShutdownDefaults.GRACEFUL_TIME,
                drain.toSeconds());
    }

    @Override
    public void stop() {
        running = false;
        if (context.isClosed()) runtime.drain();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
