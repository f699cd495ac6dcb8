package dev.after4j.example.teas;

import java.time.Duration;

/** Reads what visitors write before others do. */
@FunctionalInterface
public interface Moderation {
    /** Whether others may read it. */
    boolean accepts(String text) throws InterruptedException;

    /** Pretends to read, as slowly as people do it. What advertises addresses is not accepted. */
    static Moderation taking(Duration time) {
        return text -> {
            Thread.sleep(time.toMillis());
            return !text.contains("://");
        };
    }
}
