package dev.after4j.test.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what must happen, and says what did not. */
public final class Patience {
    private final Duration limit;

    public Patience(Duration limit) {
        this.limit = limit;
    }

    public Duration limit() {
        return limit;
    }

    public void await(CountDownLatch latch, String what) {
        try {
            if (!latch.await(limit.toMillis(), TimeUnit.MILLISECONDS)) throw tooLong(what);
        } catch (InterruptedException stopped) {
            throw new AssertionError("interrupted while waiting: " + what, stopped);
        }
    }

    public <T> T await(CompletableFuture<T> future, String what) {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw tooLong(what);
        } catch (ExecutionException failed) {
            throw new AssertionError(what + ": it failed", failed.getCause());
        } catch (InterruptedException stopped) {
            throw new AssertionError("interrupted while waiting: " + what, stopped);
        }
    }

    public AssertionError tooLong(String what) {
        return new AssertionError("Not within " + limit.toMillis() + " ms: " + what);
    }
}
