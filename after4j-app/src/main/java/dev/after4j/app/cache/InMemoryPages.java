package dev.after4j.app.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

final class InMemoryPages implements PageCache {
    private final Cache<String, CachedPage> pages;
    private final AtomicLong stamps = new AtomicLong();
    private final Expiries expiries;
    private final ReentrantLock expiring = new ReentrantLock();

    InMemoryPages(long maxBytes, int mostTags) {
        pages = bounded(maxBytes);
        expiries = new Expiries(mostTags);
    }

    static Cache<String, CachedPage> bounded(long maxBytes) {
        // On the thread that asks: no pool of the process is handed work that outlives an application.
        return Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, CachedPage page) -> page.weight() + key.length())
                .executor(Runnable::run)
                .build();
    }

    static CachedPage later(CachedPage kept, CachedPage page) {
        return kept.begun() > page.begun() ? kept : page;
    }

    @Override
    public long stamp() {
        return stamps.incrementAndGet();
    }

    @Override
    public @Nullable CachedPage get(String key) {
        return pages.getIfPresent(key);
    }

    @Override
    public void put(String key, CachedPage page) {
        pages.asMap().merge(key, page, InMemoryPages::later);
    }

    @Override
    public void remove(String key) {
        pages.invalidate(key);
    }

    @Override
    public void expire(Collection<String> tags) {
        List<String> expired = List.copyOf(tags);
        if (expired.isEmpty()) return;
        expiring.lock();
        try {
            expiries.record(stamp(), expired);
        } finally {
            expiring.unlock();
        }
    }

    @Override
    public long expired(Collection<String> tags) {
        return expiries.lastOf(tags);
    }

    @Override
    public boolean isExpired(CachedPage page) {
        return page.begun() <= expiries.last() && PageCache.super.isExpired(page);
    }
}
