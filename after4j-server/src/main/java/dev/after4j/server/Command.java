package dev.after4j.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the first argument asks for. */
enum Command {
    START,
    DEV,
    BUILD,
    EXPORT;

    /** Whether it ends by itself. */
    boolean isBuild() {
        return this == BUILD || this == EXPORT;
    }

    static Command of(String word) {
        return Arrays.stream(values())
                .filter(known -> known.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new SettingsException("Unknown command '" + word + "'; known are " + known()));
    }

    private static String known() {
        return Arrays.stream(values()).map(Command::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
