package dev.after4j.app.cache;

import static dev.after4j.app.cache.Pages.body;
import static dev.after4j.app.cache.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPagesTest {
    @TempDir
    Path folder;

    private FolderPages open() {
        return FolderPages.open(folder, 10_000_000, 100, 100, "app 1");
    }

    @Test
    void aPageOutlivesTheProcessAndSoDoesItsExpiry() {
        try (FolderPages pages = open()) {
            long begun = pages.stamp();
            pages.put("/a", page(begun, "A", "a"));
            pages.put("/b", page(begun, "B", "b"));
            pages.expire(List.of("a"));
        }
        try (FolderPages pages = open()) {
            assertThat(body(pages.get("/a"))).isEqualTo("A");
            assertThat(pages.isExpired(pages.get("/a"))).isTrue();
            assertThat(pages.isExpired(pages.get("/b"))).isFalse();
            assertThat(pages.stamp()).isGreaterThan(pages.get("/b").begun());
        }
    }
}
