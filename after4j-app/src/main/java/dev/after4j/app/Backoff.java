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

    static final long NEVER_EXPIRED = -1;

    private record Failed(Instant until, Duration pause, long begun) {}

    private final InstantSource clock;
    private final Cache<String, Failed> failed =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).executor(Runnable::run).build();

    Backoff(InstantSource clock) {
        this.clock = clock;
    }

    /** Not for what was expired after the attempt had begun: whoever did that may have repaired what made it fail (R27). */
    boolean holds(String key, long expired) {
        Failed last = failed.getIfPresent(key);
        return last != null && expired <= last.begun && clock.instant().isBefore(last.until);
    }

    /** {@code begun} is the stamp of the attempt. */
    void failed(String key, long begun) {
        failed.asMap().compute(key, (same, last) -> next(last, begun));
    }

    private Failed next(@Nullable Failed last, long begun) {
        Duration pause = last == null ? FIRST : last.pause.multipliedBy(2);
        if (pause.compareTo(LONGEST) > 0) pause = LONGEST;
        return new Failed(clock.instant().plus(pause), pause, begun);
    }

    void succeeded(String key) {
        failed.invalidate(key);
    }
}
