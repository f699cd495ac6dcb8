package dev.after4j.app.cache;

import static dev.after4j.app.cache.Pages.body;
import static dev.after4j.app.cache.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several threads that change data and expire, render and put, remove, and read, with everything too small. */
class FolderPagesStressTest {
    private static final int KEYS = 12;
    private static final int ROUNDS = 3_000;

    @TempDir
    Path folder;

    /** What the pages show; what of that has been expired for certain. */
    private final AtomicLongArray data = new AtomicLongArray(KEYS);

    private final AtomicLongArray expired = new AtomicLongArray(KEYS);

    @Test
    void r27_noThreadSeesAFreshPageOfExpiredData() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (FolderPages pages = FolderPages.open(folder, 3_000, 6, 5, "app 1")) {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++)
                parts.add(() -> {
                    for (int round = 0; round < ROUNDS; round++) step(pages, ThreadLocalRandom.current());
                    return null;
                });
            for (Future<Void> part : threads.invokeAll(parts)) part.get();
            assertThat(new Folder(folder).keptNames()).hasSizeLessThanOrEqualTo(6);
        } finally {
            threads.shutdownNow();
        }
        try (FolderPages pages = FolderPages.open(folder, 3_000, 6, 5, "app 1")) {
            for (int key = 0; key < KEYS; key++) look(pages, key, data.get(key));
        }
    }

    private void step(FolderPages pages, ThreadLocalRandom random) {
        int key = random.nextInt(KEYS);
        int chance = random.nextInt(10);
        if (chance == 0) change(pages, key);
        else if (chance == 1 && random.nextInt(10) == 0) pages.remove("/" + key);
        else if (chance < 4) pages.put("/" + key, page(pages.stamp(), key + ":" + data.get(key), "tag " + key));
        else look(pages, key, expired.get(key));
    }

    private void change(FolderPages pages, int key) {
        long changed = data.incrementAndGet(key);
        pages.expire(List.of("tag " + key));
        expired.accumulateAndGet(key, changed, Math::max);
    }

    private static void look(FolderPages pages, int key, long atLeast) {
        CachedPage page = pages.get("/" + key);
        if (page == null) return;
        String[] parts = body(page).split(":");
        assertThat(parts[0]).isEqualTo(String.valueOf(key));
        if (!pages.isExpired(page)) assertThat(Long.parseLong(parts[1])).isGreaterThanOrEqualTo(atLeast);
    }
}
