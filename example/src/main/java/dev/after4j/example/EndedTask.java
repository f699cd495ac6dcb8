package dev.after4j.example;

import java.time.Instant;

/** How a task ended; {@code error} is empty if it did not fail. */
public record EndedTask(Instant at, String name, String scope, String ended, long ranMillis, String error) {}
