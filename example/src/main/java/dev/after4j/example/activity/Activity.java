package dev.after4j.example.activity;

import java.time.Instant;

/** What a user did, by which request. */
public record Activity(Instant at, String what, String who, String userAgent, String request) {}
