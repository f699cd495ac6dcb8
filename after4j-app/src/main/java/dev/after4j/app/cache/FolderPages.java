package dev.after4j.app.cache;

import com.github.benmanes.caffeine.cache.Cache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages in memory over files: what the memory has not is looked for in those that were kept while serving, then in those of the build. */
final class FolderPages implements PageCache {
    private static final Logger LOG = LoggerFactory.getLogger(PageCache.class);
    private static final int STRIPES = 64;

    private final OpenFolder open;
    private final Cache<String, CachedPage> memory;
    private final KeptFiles kept;
    private final History history;

    /** One thread at a time compares and changes the files of a page, and what the memory has of it. */
    private final List<Lock> stripes =
            Stream.<Lock>generate(ReentrantLock::new).limit(STRIPES).toList();

    private FolderPages(
            Cache<String, CachedPage> memory, OpenFolder open, int maxKept, int mostTags, String fingerprint) {
        this.memory = memory;
        this.open = open;
        kept = new KeptFiles(open, maxKept, memory.asMap()::containsKey);
        history = new History(open.journal(), fingerprint, open.past(), mostTags);
    }

    static FolderPages open(Path folder, long maxBytes, int maxKept, int mostTags, String fingerprint) {
        if (maxKept < 0) throw new IllegalArgumentException("At most " + maxKept + " files of pages: give 0 or more");
        // First, as it refuses a size below 0, and a folder that has been taken must be given back.
        Cache<String, CachedPage> memory = InMemoryPages.bounded(maxBytes);
        return new FolderPages(
                memory, OpenFolder.open(new Folder(folder), fingerprint), maxKept, mostTags, fingerprint);
    }

    @Override
    public long stamp() {
        return history.stamp();
    }

    @Override
    public @Nullable CachedPage get(String key) {
        CachedPage page = memory.getIfPresent(key);
        if (page != null) return page;
        Lock stripe = stripe(key);
        stripe.lock();
        try {
            return find(key, Folder.name(key));
        } finally {
            stripe.unlock();
        }
    }

    private @Nullable CachedPage find(String key, String name) {
        CachedPage page = memory.getIfPresent(key);
        if (page != null) return page;
        page = kept.read(name, key);
        if (page == null && !history.isRemoved(key)) page = open.built().read(name, key);
        if (page != null) memory.put(key, page);
        return page;
    }

    @Override
    public void put(String key, CachedPage page) {
        String name = Folder.name(key);
        Lock stripe = stripe(key);
        stripe.lock();
        try {
            CachedPage earlier = find(key, name);
            if (earlier != null && InMemoryPages.later(earlier, page) == earlier) return;
            keep(name, key, page);
            memory.put(key, page);
        } finally {
            stripe.unlock();
        }
    }

    private void keep(String name, String key, CachedPage page) {
        try {
            if (history.isSafe(page.begun())) {
                kept.write(name, key, page);
                return;
            }
        } catch (IOException e) {
            LOG.warn("The page of {} is kept in memory only", key, e);
        }
        // Not the one before, when the memory has let go of this one.
        kept.delete(name);
    }

    @Override
    public void remove(String key) {
        String name = Folder.name(key);
        Lock stripe = stripe(key);
        stripe.lock();
        try {
            // First, as it is what the next process must know.
            if (open.built().contains(name)) history.remove(key);
            kept.delete(name);
            memory.invalidate(key);
        } finally {
            stripe.unlock();
        }
    }

    @Override
    public void expire(Collection<String> tags) {
        history.expire(tags);
    }

    @Override
    public long expired(Collection<String> tags) {
        return history.expiries().lastOf(tags);
    }

    @Override
    public boolean isExpired(CachedPage page) {
        return page.begun() <= history.expiries().last() && PageCache.super.isExpired(page);
    }

    @Override
    public void close() {
        // A task that outlives the application must not write what may be another server's by then.
        history.close();
        kept.close();
        open.close();
    }

    private Lock stripe(String key) {
        return stripes.get(Math.floorMod(key.hashCode(), STRIPES));
    }
}
