package dev.after4j.example.boot;

import java.time.OffsetDateTime;

/** What a user did. */
record Activity(OffsetDateTime at, String what, String session, String userAgent) {}
