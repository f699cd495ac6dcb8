package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One invocation, as its handler, the extension and Lambda's reports come to see it, in whichever order. */
final class Invocation {
    /** The extension has kept the process awake for it. */
    final CompletableFuture<Void> seen = new CompletableFuture<>();
    /** The handler has returned. */
    final CompletableFuture<Void> returned = new CompletableFuture<>();
    /** Lambda has what it returned; false if the response could not be delivered. */
    final CompletableFuture<Boolean> delivered = new CompletableFuture<>();

    /** Longer than any invocation takes, and short enough to count with. */
    private static final Duration UNLIMITED = Duration.ofDays(365);

    private final long endNanos;

    private Invocation(Duration time) {
        this.endNanos = System.nanoTime() + time.toNanos();
    }

    static Invocation of(Context context) {
        return lasting(context.getRemainingTimeInMillis());
    }

    static Invocation lasting(long millis) {
        return new Invocation(Duration.ofMillis(millis));
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

    /** Whether {@code stage} has completed before the invocation's time is over, less {@code reserve}; waits for it. An interrupt ends the time. */
    boolean await(CompletionStage<?> stage, Duration reserve) {
        long left = left().minus(reserve).toNanos();
        try {
            stage.toCompletableFuture().get(Math.max(0, left), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException over) {
            return false;
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("What only ever completes has failed", failed);
        }
    }
}
