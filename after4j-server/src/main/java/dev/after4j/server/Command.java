package dev.after4j.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the first argument asks for. {@code build} and {@code export}, which call the application without a server, will be two more. */
enum Command {
    START,
    DEV;

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
