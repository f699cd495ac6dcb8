package dev.after4j.example.teas;

import java.time.Instant;

/** What somebody thinks of a tea. */
public record Review(String author, int stars, String text, Instant at) {}
