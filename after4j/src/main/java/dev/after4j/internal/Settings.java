package dev.after4j.internal;

import dev.after4j.AfterListener;
import dev.after4j.Overflow;
import dev.after4j.spi.ContextCarrier;
import dev.after4j.spi.TimeSource;
import dev.after4j.spi.WaitUntil;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What {@link dev.after4j.AfterRuntime.Builder} has gathered and checked. */
public record Settings(
        @Nullable Executor executor,
        int maxRunning,
        int maxWaiting,
        Overflow overflow,
        Duration maxDuration,
        Duration drainTimeout,
        List<ContextCarrier> carriers,
        List<AfterListener> listeners,
        @Nullable WaitUntil waitUntil,
        TimeSource time) {}
