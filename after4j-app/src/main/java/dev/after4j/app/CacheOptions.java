package dev.after4j.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long data of a {@link DataCache} is kept. A constant beside the loader; immutable: each method returns another one.
 *
 * <pre>{@code
 * private static final CacheOptions PRICES = CacheOptions.tags("prices").revalidate(Duration.ofMinutes(1));
 * }</pre>
 */
public final class CacheOptions {
    /** Kept until it is pushed out by what is used more. */
    public static final CacheOptions NONE = new CacheOptions(Optional.empty(), List.of());

    private final Optional<Duration> age;
    private final List<String> tags;

    private CacheOptions(Optional<Duration> age, List<String> tags) {
        this.age = age;
        this.tags = tags;
    }

    /**
     * Tags that {@link Revalidation#revalidateTag} expires it by.
     *
     * @throws IllegalArgumentException as {@link Revalidation#revalidateTag}
     */
    public static CacheOptions tags(String... tags) {
        List<String> all = new ArrayList<>();
        for (String tag : tags) all.add(Tags.check(tag));
        return new CacheOptions(Optional.empty(), List.copyOf(all));
    }

    /**
     * Loads it anew when it is asked for at that age; as {@link Prerender#revalidate}.
     *
     * @throws IllegalArgumentException below one second
     */
    public CacheOptions revalidate(Duration age) {
        return new CacheOptions(Optional.of(Prerender.checkAge(age)), tags);
    }

    Optional<Duration> age() {
        return age;
    }

    List<String> tags() {
        return tags;
    }
}
