package dev.after4j.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Data as it is kept.
 *
 * @param begun the stamp that was taken before its load began
 * @param oldest that of the oldest data in it, which may be itself
 * @param tags its own, and those of all data in it
 * @param age the shortest age of all that
 * @param until when the first of all that is too old
 * @param isReloading whether it is being loaded anew while it is handed out
 */
record Loaded(
        @Nullable Object value,
        long begun,
        long oldest,
        Set<String> tags,
        Optional<Duration> age,
        Optional<Instant> until,
        AtomicBoolean isReloading) {
    /** The one that began later, be it that an older one was given up and then came after all. */
    static Loaded later(Loaded kept, Loaded other) {
        return kept.begun > other.begun ? kept : other;
    }

    boolean isOld(Instant now) {
        return until.isPresent() && !now.isBefore(until.get());
    }

    /** How long it is young enough yet; empty if for ever. */
    Optional<Duration> rest(Instant now) {
        return until.map(end -> now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO);
    }
}
