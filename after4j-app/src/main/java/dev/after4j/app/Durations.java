package dev.after4j.app;

import java.time.Duration;
import java.util.Locale;

/** Times as people write them. */
final class Durations {
    private Durations() {}

    /** In the greatest unit that it is a multiple of: {@code 90s}, {@code 5m}. */
    static String text(Duration time) {
        if (time.toMillis() % 1000 != 0) return time.toMillis() + "ms";
        long seconds = time.toSeconds();
        if (seconds == 0 || seconds % 60 != 0) return seconds + "s";
        if (seconds % 3600 != 0) return seconds / 60 + "m";
        return seconds % 86_400 != 0 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }

    /** As it was measured. */
    static String measured(long nanos) {
        double millis = nanos / 1e6;
        if (millis < 10) return String.format(Locale.ROOT, "%.1f ms", millis);
        return millis < 10_000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}
