package dev.after4j.example;

import java.time.Instant;

/** What a user did, by which request. */
public record Activity(Instant at, String what, String session, String userAgent, String request) {}
