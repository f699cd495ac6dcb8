package dev.after4j.example;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as pages show them. */
public final class Times {
    private static final DateTimeFormatter DAY = formatter("d MMMM yyyy");
    private static final DateTimeFormatter SECOND = formatter("d MMM HH:mm:ss");

    private Times() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneId.systemDefault());
    }

    public static String day(Instant at) {
        return DAY.format(at);
    }

    public static String second(Instant at) {
        return SECOND.format(at);
    }
}
