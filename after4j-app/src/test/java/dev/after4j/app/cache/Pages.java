package dev.after4j.app.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pages to test with. */
final class Pages {
    static final Instant NOON = Instant.parse("2026-11-28T12:00:00.123456789Z");

    private Pages() {}

    static CachedPage page(long begun, String body, String... tags) {
        return new CachedPage(
                begun,
                NOON,
                Optional.of(Duration.ofSeconds(60)),
                Set.of(tags),
                List.of("Content-Type", "text/html; charset=utf-8"),
                body.getBytes(StandardCharsets.UTF_8),
                Optional.empty());
    }

    /** One that has all that a page may have. */
    static CachedPage full() {
        return new CachedPage(
                42,
                NOON,
                Optional.of(Duration.ofMillis(90_500)),
                Set.of("/teas/oolong", "/teas/{slug}", "tea:烏龍"),
                List.of("Content-Type", "text/html; charset=utf-8", "X-Tea", ""),
                "<p>Oolong</p>".repeat(50).getBytes(StandardCharsets.UTF_8),
                Optional.of(new CachedPage.Fragment("<title>Oolong</title>".getBytes(StandardCharsets.UTF_8), 13, 26)));
    }

    static String body(CachedPage page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }
}
