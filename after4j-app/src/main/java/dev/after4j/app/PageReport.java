package dev.after4j.app;

import dev.after4j.app.cache.CachedPage;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a build has made of one path. */
final class PageReport {
    /** Where it stands among those of its route. */
    final int order;

    final PagePath path;
    /** Those that have ended, unless they were thrown away. */
    final AtomicInteger tasks = new AtomicInteger();

    volatile long nanos;
    private volatile @Nullable Kept kept;

    /** What is remembered of a page that was kept: not the page, as there may be many. */
    record Kept(long begun, Set<String> tags, Optional<Duration> age, int bytes, int gzipBytes, boolean isChanged) {
        static Kept of(CachedPage page, boolean isChanged) {
            int bytes = page.body().length;
            return new Kept(
                    page.begun(),
                    page.tags(),
                    page.age(),
                    bytes,
                    page.gzip().map(form -> form.length).orElse(bytes),
                    isChanged);
        }
    }

    PageReport(int order, PagePath path) {
        this.order = order;
        this.path = path;
    }

    void keep(Kept made) {
        kept = made;
    }

    void drop() {
        kept = null;
    }

    Optional<Kept> kept() {
        return Optional.ofNullable(kept);
    }
}
