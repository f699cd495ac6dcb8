package dev.after4j.app.cache;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a folder of pages is to do, without files, threads and bounds. */
final class Model {
    final Map<String, CachedPage> built = new HashMap<>();
    final Map<String, CachedPage> kept = new HashMap<>();
    final Set<String> removed = new HashSet<>();
    final Map<String, Long> expired = new HashMap<>();
    boolean buildFinished;
    private boolean journalLost;

    @Nullable
    CachedPage get(String key) {
        CachedPage page = kept.get(key);
        return page != null || removed.contains(key) || !buildFinished ? page : built.get(key);
    }

    void put(String key, CachedPage page) {
        CachedPage before = get(key);
        if (before == null || before.begun() <= page.begun()) kept.put(key, page);
    }

    void remove(String key) {
        kept.remove(key);
        if (buildFinished && built.containsKey(key)) removed.add(key);
    }

    void expire(long stamp, Collection<String> tags) {
        for (String tag : tags) expired.put(tag, stamp);
    }

    boolean isExpired(CachedPage page) {
        return page.begun() == 0 && journalLost
                || page.tags().stream().anyMatch(tag -> expired.getOrDefault(tag, -1L) >= page.begun());
    }

    /** Restarted with a journal that ends in the middle of a line, which may have been any expiry. */
    void restartedWithoutTheJournal() {
        journalLost = buildFinished && !built.isEmpty() || journalLost;
        kept.clear();
        removed.clear();
        expired.clear();
    }

    void built(Map<String, CachedPage> pages) {
        built.clear();
        built.putAll(pages);
        kept.clear();
        removed.clear();
        expired.clear();
        buildFinished = true;
        journalLost = false;
    }
}
