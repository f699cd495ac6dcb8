package dev.after4j.app.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.after4j.app.cache.CachedPage;
import dev.after4j.app.cache.PageCache;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What must hold for every {@link PageCache}. Extend it, and say how to open yours:
 *
 * <pre>{@code
 * class InMemoryPagesTest extends PageCacheContract {
 *     @Override
 *     protected PageCache open() {
 *         return PageCache.inMemory(1_000_000);
 *     }
 * }
 * }</pre>
 *
 * <p>Each test begins with an empty store, which keeps about a hundred small pages at least.
 */
public abstract class PageCacheContract {
    private static final int THREADS = 4;
    private static final int ROUNDS = 200;

    private final List<PageCache> opened = new ArrayList<>();

    /** For subclasses. */
    protected PageCacheContract() {}

    /** Opens the store of this test: once, or a second time if that {@link #isLasting} and the first is closed, or {@link #isShared}. */
    protected abstract PageCache open();

    /** Whether one that is opened after another was closed has what was put and expired there. */
    protected boolean isLasting() {
        return false;
    }

    /** Whether several that are open at the same time, on several servers, are one store. */
    protected boolean isShared() {
        return false;
    }

    private PageCache cache() {
        PageCache cache = open();
        opened.add(cache);
        return cache;
    }

    @AfterEach
    void closeAll() {
        opened.forEach(PageCache::close);
    }

    private static CachedPage page(long begun, String body, String... tags) {
        return new CachedPage(
                begun,
                Instant.parse("2026-11-28T12:00:00Z"),
                Optional.of(Duration.ofMinutes(5)),
                Set.of(tags),
                List.of("Content-Type", "text/plain"),
                body.getBytes(StandardCharsets.UTF_8),
                Optional.of(new CachedPage.Fragment("head".getBytes(StandardCharsets.UTF_8), 0, 1)));
    }

    private static CachedPage kept(PageCache cache, String key) {
        return Objects.requireNonNull(cache.get(key), () -> "No page is kept under " + key);
    }

    private static String body(PageCache cache, String key) {
        return new String(kept(cache, key).body(), StandardCharsets.UTF_8);
    }

    @Test
    void whatWasPutComesBackWithAllItsParts() {
        PageCache cache = cache();
        assertThat(cache.get("/a")).isNull();
        CachedPage page = page(cache.stamp(), "oolong ".repeat(100), "tea:oolong", "/teas/{slug}");
        cache.put("/a", page);
        assertThat(kept(cache, "/a").toBytes()).isEqualTo(page.toBytes());
        assertThat(cache.get("/A")).isNull();
    }

    @Test
    void keysAndTagsAreAnyText() {
        PageCache cache = cache();
        List<String> texts = List.of(
                "/", "/a", "/A", "/a/", "/a b", "/../../a", "/烏龍", "/🍵", "/a\nb", "/a\\nb", "/" + "x".repeat(3_000));
        for (String text : texts) cache.put(text, page(cache.stamp(), text, text));
        for (String text : texts) assertThat(body(cache, text)).isEqualTo(text);
        for (String text : texts) {
            assertThat(cache.isExpired(page(cache.stamp(), text, text))).isFalse();
            long begun = cache.stamp();
            cache.expire(List.of(text));
            assertThat(cache.isExpired(page(begun, text, text))).isTrue();
        }
    }

    @Test
    void aRemovedPageIsGone() {
        PageCache cache = cache();
        cache.put("/a", page(cache.stamp(), "a"));
        cache.put("/b", page(cache.stamp(), "b"));
        cache.remove("/a");
        cache.remove("/none");
        assertThat(cache.get("/a")).isNull();
        assertThat(body(cache, "/b")).isEqualTo("b");
        cache.put("/a", page(cache.stamp(), "again"));
        assertThat(body(cache, "/a")).isEqualTo("again");
    }

    @Test
    void aPageThatBeganEarlierDoesNotReplaceOneThatBeganLater() {
        PageCache cache = cache();
        long early = cache.stamp();
        long late = cache.stamp();
        cache.put("/a", page(late, "late"));
        cache.put("/a", page(early, "early"));
        assertThat(body(cache, "/a")).isEqualTo("late");
        cache.put("/a", page(late, "as late"));
        assertThat(body(cache, "/a")).isEqualTo("as late");
        cache.put("/a", page(cache.stamp(), "later"));
        assertThat(body(cache, "/a")).isEqualTo("later");
    }

    @Test
    void r27_whatBeganBeforeAnExpiryIsExpiredHoweverLateItIsPut() {
        PageCache cache = cache();
        long begun = cache.stamp();
        cache.put("/a", page(begun, "a", "tag", "other"));
        assertThat(cache.isExpired(page(begun, "a", "tag", "other"))).isFalse();
        cache.expire(List.of("tag"));
        cache.put("/b", page(begun, "b", "tag"));
        for (String key : List.of("/a", "/b")) {
            CachedPage page = kept(cache, key);
            assertThat(cache.isExpired(page)).isTrue();
            assertThat(page.begun()).isLessThanOrEqualTo(cache.expired(page.tags()));
        }
        assertThat(cache.isExpired(page(cache.stamp(), "a", "tag", "other"))).isFalse();
        assertThat(cache.isExpired(page(begun, "a", "another"))).isFalse();
    }

    @Test
    void r27_severalTagsExpireAtOnceAndNoneNothing() {
        PageCache cache = cache();
        long begun = cache.stamp();
        cache.expire(List.of());
        for (String tag : List.of("a", "b", "c"))
            assertThat(cache.isExpired(page(begun, "page", tag))).isFalse();
        cache.expire(List.of("a", "b", "a"));
        for (String tag : List.of("a", "b"))
            assertThat(cache.isExpired(page(begun, "page", tag))).isTrue();
        assertThat(cache.isExpired(page(begun, "page", "c"))).isFalse();
    }

    @Test
    void r27_aPageOfTheBuildIsFreshUntilItIsExpired() {
        PageCache cache = cache();
        CachedPage built = page(0, "built", "a");
        assertThat(cache.isExpired(built)).isFalse();
        assertThat(built.begun()).isGreaterThan(cache.expired(built.tags()));
        cache.expire(List.of("a"));
        assertThat(cache.isExpired(built)).isTrue();
    }

    @Test
    void stampsOnlyGrow() throws Exception {
        PageCache cache = cache();
        List<Long> all = Collections.synchronizedList(new ArrayList<>());
        AtomicLong least = new AtomicLong(cache.stamp());
        assertThat(least.get()).isPositive();
        atOnce(thread -> {
            for (int i = 0; i < ROUNDS; i++) {
                long before = least.get();
                long stamp = cache.stamp();
                assertThat(stamp).isGreaterThan(before);
                least.accumulateAndGet(stamp, Math::max);
                all.add(stamp);
            }
        });
        assertThat(all).doesNotHaveDuplicates();
        cache.expire(List.of("tag"));
        assertThat(cache.stamp()).isGreaterThan(cache.expired(List.of("tag"))).isGreaterThan(least.get());
    }

    @Test
    void ofManyPutsTheLatestStaysAndNobodySeesAnEarlierOneAgain() throws Exception {
        PageCache cache = cache();
        AtomicLong latest = new AtomicLong();
        atOnce(thread -> {
            for (int i = 0; i < ROUNDS; i++) {
                CachedPage before = cache.get("/a");
                long begun = cache.stamp();
                cache.put("/a", page(begun, String.valueOf(begun)));
                latest.accumulateAndGet(begun, Math::max);
                CachedPage after = kept(cache, "/a");
                assertThat(after.begun())
                        .isGreaterThanOrEqualTo(before == null ? begun : Math.max(before.begun(), begun));
                assertThat(new String(after.body(), StandardCharsets.UTF_8)).isEqualTo(String.valueOf(after.begun()));
            }
        });
        assertThat(body(cache, "/a")).isEqualTo(String.valueOf(latest.get()));
    }

    /** The body of a page is what the data was when it began; an expiry follows each change of the data. */
    @Test
    void r27_noFreshPageIsOfDataThatWasExpired() throws Exception {
        PageCache cache = cache();
        AtomicLong data = new AtomicLong();
        AtomicLong expired = new AtomicLong();
        AtomicBoolean ended = new AtomicBoolean();
        atOnce(thread -> {
            if (thread == 0) {
                for (int i = 0; i < ROUNDS; i++) {
                    long changed = data.incrementAndGet();
                    cache.expire(List.of("data"));
                    expired.set(changed);
                }
                ended.set(true);
                return;
            }
            while (!ended.get()) {
                long atLeast = expired.get();
                CachedPage page = cache.get("/data");
                if (page != null && !cache.isExpired(page))
                    assertThat(Long.parseLong(new String(page.body(), StandardCharsets.UTF_8)))
                            .isGreaterThanOrEqualTo(atLeast);
                long begun = cache.stamp();
                cache.put("/data", page(begun, String.valueOf(data.get()), "data"));
            }
        });
    }

    @Test
    void theNextProcessKnowsWhatWasPutAndExpired() {
        assumeTrue(isLasting(), "forgets with its process");
        PageCache first = open();
        long begun = first.stamp();
        first.put("/a", page(begun, "a", "a"));
        first.put("/b", page(begun, "b", "b"));
        first.put("/c", page(begun, "c", "c"));
        first.remove("/c");
        first.expire(List.of("a"));
        long last = first.stamp();
        first.close();
        PageCache next = cache();
        assertThat(next.stamp()).isGreaterThan(last);
        assertThat(body(next, "/a")).isEqualTo("a");
        assertThat(body(next, "/b")).isEqualTo("b");
        assertThat(next.get("/c")).isNull();
        assertThat(next.isExpired(page(begun, "a", "a"))).isTrue();
        assertThat(next.isExpired(page(begun, "b", "b"))).isFalse();
    }

    @Test
    void r27_whatOneServerExpiresIsExpiredOnAnother() {
        assumeTrue(isShared(), "is of one server");
        PageCache one = cache();
        PageCache other = cache();
        long begun = one.stamp();
        assertThat(other.stamp()).isGreaterThan(begun);
        other.put("/a", page(begun, "a", "a"));
        one.expire(List.of("a"));
        assertThat(other.isExpired(page(begun, "a", "a"))).isTrue();
        assertThat(other.isExpired(page(other.stamp(), "a", "a"))).isFalse();
        assertThat(other.stamp()).isLessThan(one.stamp());
    }

    @Test
    void aPageOfOneServerIsNotReplacedByAnEarlierOneOfAnother() {
        assumeTrue(isShared(), "is of one server");
        PageCache one = cache();
        PageCache other = cache();
        long early = other.stamp();
        one.put("/a", page(one.stamp(), "late"));
        other.put("/a", page(early, "early"));
        assertThat(body(one, "/a")).isEqualTo("late");
    }

    private interface Part {
        void run(int thread) throws Exception;
    }

    private static void atOnce(Part part) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                parts.add(() -> {
                    part.run(thread);
                    return null;
                });
            }
            for (Future<Void> ended : threads.invokeAll(parts)) ended.get();
        } finally {
            threads.shutdownNow();
        }
    }
}
