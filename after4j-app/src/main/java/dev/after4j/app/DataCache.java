package dev.after4j.app;

import java.util.function.Supplier;

/**
 * Data that outlives the request that loaded it, kept in memory by the rules of kept pages (R27).
 *
 * <pre>{@code
 * List<Tea> teas = DataCache.get("teas", CacheOptions.tags("teas").revalidate(Duration.ofMinutes(5)), teas::all);
 * }</pre>
 */
public final class DataCache {
    private DataCache() {}

    /** What {@code loader} has made for {@code key}. */
    public static <T> T get(String key, CacheOptions options, Supplier<T> loader) {
        Caller.here("DataCache.get(..)");
        return loader.get();
    }
}
