package dev.after4j.example;

import java.nio.file.Path;
import java.util.Map;

/** What the environment asks for: {@code PORT} (0 takes any free one) and {@code DATABASE}, a file without its ending. */
record Settings(int port, Path database) {
    static Settings from(Map<String, String> environment) {
        return new Settings(
                port(environment.getOrDefault("PORT", "8080")),
                database(environment.getOrDefault("DATABASE", "data/example")));
    }

    private static int port(String text) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        if (port < 0 || port > 65_535)
            throw new CannotStartException("PORT must be a number from 0 to 65535, but is '" + text + "'");
        return port;
    }

    private static Path database(String text) {
        if (text.isBlank()) throw new CannotStartException("DATABASE must name a file, but is empty");
        return Path.of(text);
    }
}
