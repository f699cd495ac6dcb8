package dev.after4j.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** When what has failed may be tried again: after one second, and then each time after twice as long, up to a minute. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** What is forgotten beyond that is tried again sooner. */
    private static final int MOST_KEYS = 10_000;

    private record Failed(Instant until, Duration pause) {}

    private final InstantSource clock;
    private final Cache<String, Failed> failed =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).executor(Runnable::run).build();

    Backoff(InstantSource clock) {
        this.clock = clock;
    }

    boolean holds(String key) {
        Failed last = failed.getIfPresent(key);
        return last != null && clock.instant().isBefore(last.until);
    }

    void failed(String key) {
        failed.asMap().compute(key, (same, last) -> next(last));
    }

    private Failed next(@Nullable Failed last) {
        Duration pause = last == null ? FIRST : last.pause.multipliedBy(2);
        if (pause.compareTo(LONGEST) > 0) pause = LONGEST;
        return new Failed(clock.instant().plus(pause), pause);
    }

    void succeeded(String key) {
        failed.invalidate(key);
    }
}
