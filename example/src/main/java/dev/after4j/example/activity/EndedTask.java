package dev.after4j.example.activity;

import java.time.Instant;
import java.util.Locale;

/**
 * How a task ended: how long after the response it began, and how long it ran. {@code error} is empty if it did not
 * fail.
 */
public record EndedTask(
        Instant at,
        String name,
        String surface,
        String scope,
        long waitedMicros,
        long ranMicros,
        String ended,
        String error) {
    public String waited() {
        return millis(waitedMicros);
    }

    public String ran() {
        return millis(ranMicros);
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%,.1f ms", micros / 1000.0);
    }
}
