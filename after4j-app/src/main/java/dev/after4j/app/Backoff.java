package dev.after4j.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When what has failed may be tried again: after one second, and then each time after twice as long, up to a minute. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private record Failed(Instant until, Duration pause) {}

    private final InstantSource clock;
    private final Map<String, Failed> failed = new ConcurrentHashMap<>();

    Backoff(InstantSource clock) {
        this.clock = clock;
    }

    boolean holds(String key) {
        Failed last = failed.get(key);
        return last != null && clock.instant().isBefore(last.until);
    }

    void failed(String key) {
        failed.compute(key, (same, last) -> {
            Duration pause = last == null ? FIRST : last.pause.multipliedBy(2);
            if (pause.compareTo(LONGEST) > 0) pause = LONGEST;
            return new Failed(clock.instant().plus(pause), pause);
        });
    }

    void succeeded(String key) {
        failed.remove(key);
    }
}
