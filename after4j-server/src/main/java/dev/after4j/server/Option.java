package dev.after4j.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be set, as {@code --max-head=..}, {@code AFTER_MAX_HEAD} or {@code after.max-head}. */
enum Option {
    HOST,
    PORT,
    MAX_RUNNING,
    MAX_WAITING,
    MAX_DURATION,
    DRAIN_TIMEOUT,
    STOP_TIMEOUT,
    MAX_HEAD,
    COMPRESSION,
    ACCESS_LOG,
    HEALTH,
    FORWARDED,
    PAGES,
    PAGE_MEMORY,
    RUN_TASKS;

    /** By its name as an argument. */
    static Option of(String argument) {
        return Arrays.stream(values())
                .filter(known -> known.argument().equals(argument))
                .findFirst()
                .orElseThrow(() -> new SettingsException("Unknown option '" + argument + "'; known are " + known()));
    }

    private static String known() {
        return Arrays.stream(values()).map(Option::argument).collect(Collectors.joining(", "));
    }

    String argument() {
        return "--" + word();
    }

    String variable() {
        return "AFTER_" + name();
    }

    String property() {
        return "after." + word();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
