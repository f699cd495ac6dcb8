package dev.after4j.app;

import dev.after4j.app.cache.CachedPage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One rendering that is under way, for all who wait for it. */
final class Flight {
    private final PagePath path;
    private final @Nullable CachedPage old;
    private final CompletableFuture<Rendered> landing = new CompletableFuture<>();

    /** {@code old} is what is kept so far. */
    Flight(PagePath path, @Nullable CachedPage old) {
        this.path = path;
        this.old = old;
    }

    PagePath path() {
        return path;
    }

    @Nullable
    CachedPage old() {
        return old;
    }

    void land(Rendered rendered) {
        landing.complete(rendered);
    }

    void fail(Throwable thrown) {
        landing.completeExceptionally(thrown);
    }

    boolean hasLanded() {
        return landing.isDone();
    }

    Rendered await(Duration limit) throws Exception {
        try {
            return landing.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    path.source().title() + " has not been rendered within " + limit + " (Prerender.within)");
        } catch (ExecutionException failed) {
            throw new IllegalStateException(path.source().title() + " could not be rendered", failed.getCause());
        }
    }
}
