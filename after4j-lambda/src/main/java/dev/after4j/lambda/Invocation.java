package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One invocation, as its handler, the extension and Lambda's reports come to see it, in whichever order. */
final class Invocation {
    /** Longer than any invocation takes, and short enough to count with. */
    private static final Duration UNLIMITED = Duration.ofDays(365);

    /** The extension has kept the process awake for it. */
    final CompletableFuture<Void> seen = new CompletableFuture<>();
    /** The handler has returned. */
    final CompletableFuture<Void> returned = new CompletableFuture<>();
    /** Lambda has what it returned; false if the response could not be delivered. */
    final CompletableFuture<Boolean> delivered = new CompletableFuture<>();

    /** The handler is called, or never will be. */
    final CompletableFuture<Void> begun = new CompletableFuture<>();

    /** In whole milliseconds, as reports have it. */
    private final Instant made = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final long endNanos;

    private Invocation(Duration time) {
        this.endNanos = System.nanoTime() + time.toNanos();
    }

    static Invocation of(@Nullable Context context) {
        return lasting(Objects.requireNonNull(context, "context").getRemainingTimeInMillis());
    }

    static Invocation lasting(long millis) {
        return new Invocation(Duration.ofMillis(millis));
    }

    /** Of which nothing is known but that it is over. */
    static Invocation reported() {
        Invocation over = unlimited();
        over.delivered.complete(true);
        return over;
    }

    static Invocation unlimited() {
        return new Invocation(UNLIMITED);
    }

    /** The time that is left to it. */
    Duration left() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // actions only signal
    void whenDelivered(Consumer<Boolean> action) {
        delivered.thenAccept(action);
    }

    boolean hasBegun() {
        return begun.isDone();
    }

    /** Whether it was known of then: else it is another of the same name that was meant. */
    boolean wasThere(Instant when) {
        return !when.isBefore(made);
    }

    /** Whether {@code stage} has completed before the invocation's time is over, less {@code reserve}; waits for it, whoever interrupts. */
    boolean await(CompletionStage<?> stage, Duration reserve) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    stage.toCompletableFuture()
                            .get(Math.max(0, left().minus(reserve).toNanos()), TimeUnit.NANOSECONDS);
                    return true;
                } catch (TimeoutException over) {
                    return false;
                } catch (InterruptedException told) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("What only ever completes has failed", failed);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
