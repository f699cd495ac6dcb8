package dev.after4j.app.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A source of data that counts how often it is asked, and can be down; with a clock. */
final class Teas implements InstantSource {
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private volatile boolean isDown;

    /** {@code tea 1} when it is asked first. */
    String load() {
        int count = asked.incrementAndGet();
        if (isDown) throw new IllegalStateException("no tea " + count);
        return "tea " + count;
    }

    int asked() {
        return asked.get();
    }

    void down(boolean down) {
        isDown = down;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
