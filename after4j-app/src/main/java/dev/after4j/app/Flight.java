package dev.after4j.app;

import dev.after4j.app.cache.CachedPage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One rendering, for all who wait for it. Whoever asks for it first begins it: the task of a refresh may have to wait for its turn, whoever waits for a page does not. */
final class Flight {
    /** What came of it; nothing of both if another rendering had landed before it began. */
    record Landing(@Nullable Rendered rendered, @Nullable Throwable failure) {}

    private final PagePath path;
    private final @Nullable CachedPage old;
    private final long made;
    private final AtomicBoolean hasBegun = new AtomicBoolean();
    private final AtomicBoolean hasFailed = new AtomicBoolean();
    private final CompletableFuture<Landing> landing = new CompletableFuture<>();
    private volatile @Nullable Future<?> work;

    /** {@code old} is what is kept so far. */
    Flight(PagePath path, @Nullable CachedPage old, long made) {
        this.path = path;
        this.old = old;
        this.made = made;
    }

    PagePath path() {
        return path;
    }

    /** The stamp at which it was made: whatever is expired later it may not have seen. */
    long made() {
        return made;
    }

    @Nullable
    CachedPage old() {
        return old;
    }

    /** Whether the caller is the one who does it. */
    boolean begin() {
        return hasBegun.compareAndSet(false, true);
    }

    /** Whether the caller is the first to say so: being given up and what comes of it then are one failure. */
    boolean fail() {
        return hasFailed.compareAndSet(false, true);
    }

    void isDoneBy(Future<?> thread) {
        work = thread;
    }

    void land(@Nullable Rendered rendered, @Nullable Throwable failure) {
        landing.complete(new Landing(rendered, failure));
    }

    void interrupt() {
        Future<?> begun = work;
        if (begun != null) begun.cancel(true);
    }

    /** Empty if it has not landed within that time. */
    Optional<Landing> await(Duration limit) throws InterruptedException {
        try {
            return Optional.of(landing.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException never) {
            throw new AssertionError(never);
        }
    }
}
