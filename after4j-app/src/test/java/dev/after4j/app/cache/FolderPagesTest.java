package dev.after4j.app.cache;

import static dev.after4j.app.cache.Pages.body;
import static dev.after4j.app.cache.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPagesTest {
    private static final int NO_MEMORY = 0;
    private static final int MEMORY = 1_000_000;

    @TempDir
    Path folder;

    private FolderPages open(long maxBytes, int maxKept) {
        return FolderPages.open(folder, maxBytes, maxKept, 100, "app 1");
    }

    private void build(String... keys) {
        try (BuiltPages build = BuiltPages.begin(folder, "app 1", Instant.EPOCH)) {
            for (String key : keys) build.write(key, page(0, "built " + key, key));
            build.finish(List.of());
        }
    }

    private Path kept(String key) {
        return folder.resolve("kept").resolve(Folder.name(key));
    }

    @Test
    void aPageThatLeavesTheMemoryComesBackFromItsFile() throws Exception {
        try (FolderPages pages = open(3_000, 100)) {
            for (int i = 0; i < 50; i++) pages.put("/" + i, page(pages.stamp(), "page " + i));
            for (int i = 0; i < 50; i++) assertThat(body(pages.get("/" + i))).isEqualTo("page " + i);
            for (String name : new Folder(folder).keptNames())
                Files.delete(folder.resolve("kept").resolve(name));
            int inMemory = 0;
            for (int i = 0; i < 50; i++) if (pages.get("/" + i) != null) inMemory++;
            assertThat(inMemory).isBetween(1, 10);
        }
    }

    @Test
    void onlySoManyFilesAreKeptAndThoseUsedLeastRecentlyGo() throws Exception {
        try (FolderPages pages = open(NO_MEMORY, 3)) {
            for (String key : List.of("/a", "/b", "/c")) pages.put(key, page(pages.stamp(), key));
            pages.get("/a");
            pages.put("/d", page(pages.stamp(), "/d"));
            assertThat(pages.get("/b")).isNull();
            for (String key : List.of("/a", "/c", "/d"))
                assertThat(body(pages.get(key))).isEqualTo(key);
            for (int i = 0; i < 100; i++) pages.put("/" + i, page(pages.stamp(), "page"));
            assertThat(new Folder(folder).keptNames()).hasSize(3);
        }
        open(NO_MEMORY, 1).close();
        assertThat(new Folder(folder).keptNames()).hasSize(1);
    }

    @Test
    void whatIsServedFromMemoryKeepsItsFile() {
        try (FolderPages pages = open(MEMORY, 10)) {
            pages.put("/busy", page(pages.stamp(), "busy"));
        }
        try (FolderPages pages = open(6_000, 10)) {
            for (int i = 0; i < 100; i++) {
                assertThat(body(pages.get("/busy"))).isEqualTo("busy");
                pages.put("/" + i, page(pages.stamp(), "page"));
            }
            assertThat(kept("/busy")).exists();
            assertThat(new Folder(folder).keptNames()).hasSize(10);
        }
    }

    @Test
    void aPageOfTheBuildThatWasRenderedAgainIsNotLetGo() {
        build("/built");
        try (FolderPages pages = open(NO_MEMORY, 2)) {
            assertThat(body(pages.get("/built"))).isEqualTo("built /built");
            pages.put("/built", page(pages.stamp(), "again"));
            for (int i = 0; i < 10; i++) pages.put("/" + i, page(pages.stamp(), "page"));
            assertThat(body(pages.get("/built"))).isEqualTo("again");
        }
        try (FolderPages pages = open(NO_MEMORY, 2)) {
            assertThat(body(pages.get("/built"))).isEqualTo("again");
        }
    }

    @Test
    void aPageOfTheBuildThatWasRemovedStaysAwayUntilTheNextBuild() {
        build("/built");
        try (FolderPages pages = open(MEMORY, 10)) {
            assertThat(pages.get("/built")).isNotNull();
            pages.remove("/built");
            assertThat(pages.get("/built")).isNull();
        }
        try (FolderPages pages = open(MEMORY, 10)) {
            assertThat(pages.get("/built")).isNull();
        }
        build("/built");
        try (FolderPages pages = open(MEMORY, 10)) {
            assertThat(pages.get("/built")).isNotNull();
        }
    }

    @Test
    void theBuildIsOnlyRead() throws Exception {
        build("/a", "/b");
        var before = Copies.contents(folder.resolve("built"));
        try (FolderPages pages = open(NO_MEMORY, 10)) {
            pages.put("/a", page(pages.stamp(), "again"));
            pages.remove("/b");
            pages.expire(List.of("/a"));
        }
        assertThat(Copies.contents(folder.resolve("built"))).isEqualTo(before);
    }

    @Test
    void oneServerOrBuildAtATime() {
        String inUse = "The pages in " + folder
                + " are in use by another server or build: stop it first, or name another folder with --pages";
        try (FolderPages pages = open(MEMORY, 10)) {
            assertThat(pages.stamp()).isPositive();
            assertThatThrownBy(() -> open(MEMORY, 10))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(inUse);
            assertThatThrownBy(() -> build("/a"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(inUse);
        }
        try (BuiltPages build = BuiltPages.begin(folder, "app 1")) {
            build.write("/a", page(0, "built"));
            assertThatThrownBy(() -> open(MEMORY, 10)).hasMessage(inUse);
        }
        open(MEMORY, 10).close();
    }

    @Test
    void aPageThatCannotBeWrittenIsKeptInMemoryWithOneLineInTheLog() throws Exception {
        try (FolderPages pages = open(MEMORY, 10)) {
            pages.put("/a", page(pages.stamp(), "first"));
            Files.delete(kept("/a"));
            Files.delete(folder.resolve("kept"));
            assertThat(Logged.by(() -> pages.put("/a", page(pages.stamp(), "second"))))
                    .containsExactly("WARN The page of /a is kept in memory only");
            assertThat(body(pages.get("/a"))).isEqualTo("second");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenServesTheBuildAndWarnsOnce() throws Exception {
        build("/built");
        Files.delete(folder.resolve("lock"));
        Files.createDirectories(folder.resolve("lock"));
        List<String> logged = Logged.by(() -> {
            try (FolderPages pages = open(MEMORY, 10)) {
                assertThat(body(pages.get("/built"))).isEqualTo("built /built");
                assertThat(pages.isExpired(pages.get("/built"))).isFalse();
                pages.put("/a", page(pages.stamp(), "a", "a"));
                pages.expire(List.of("/built"));
                pages.remove("/none");
                assertThat(body(pages.get("/a"))).isEqualTo("a");
                assertThat(pages.isExpired(pages.get("/built"))).isTrue();
                pages.remove("/built");
                assertThat(pages.get("/built")).isNull();
            }
        });
        assertThat(logged)
                .containsExactly(
                        "WARN " + folder
                                + " cannot be written: what is rendered from now on is kept in memory only, and what is expired forgotten with this process");
        assertThat(kept("/a")).doesNotExist();
    }

    @Test
    void aJournalThatCannotBeWrittenIsAFolderThatCannotBeWritten() throws Exception {
        Files.createDirectories(folder.resolve("expired").resolve("not empty"));
        assertThat(Logged.by(() -> {
                    try (FolderPages pages = open(MEMORY, 10)) {
                        pages.put("/a", page(pages.stamp(), "a", "a"));
                        pages.expire(List.of("a"));
                        assertThat(pages.isExpired(pages.get("/a"))).isTrue();
                    }
                }))
                .hasSize(1);
        assertThat(kept("/a")).doesNotExist();
    }

    @Test
    void anInterruptedThreadWritesAndReadsAllTheSame() {
        try (FolderPages pages = open(NO_MEMORY, 10)) {
            Thread.currentThread().interrupt();
            pages.put("/a", page(pages.stamp(), "a", "a"));
            pages.expire(List.of("a"));
            assertThat(body(pages.get("/a"))).isEqualTo("a");
            assertThat(Thread.interrupted()).isTrue();
            pages.expire(List.of("b"));
        }
        try (FolderPages pages = open(NO_MEMORY, 10)) {
            assertThat(pages.isExpired(pages.get("/a"))).isTrue();
        }
    }

    @Test
    void oneThatIsClosedWritesNothing() throws Exception {
        build("/built");
        FolderPages pages = open(NO_MEMORY, 10);
        pages.put("/a", page(pages.stamp(), "a", "a"));
        long begun = pages.stamp();
        pages.close();
        var before = Copies.contents(folder);
        pages.put("/a", page(begun, "late", "a"));
        pages.remove("/built");
        pages.expire(List.of("a"));
        for (int i = 0; i < 2_000; i++) pages.stamp();
        assertThat(Copies.contents(folder)).isEqualTo(before);
    }

    @Test
    void aFolderIsGivenBackWhenItIsNotOpened() {
        assertThatThrownBy(() -> open(-1, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> open(MEMORY, -1)).hasMessage("At most -1 files of pages: give 0 or more");
        build("/a");
        assertThatThrownBy(() -> FolderPages.open(folder, MEMORY, 10, 100, "app 2"))
                .isInstanceOf(IllegalStateException.class);
        open(MEMORY, 0).close();
    }

    @Test
    void pagesOfAnotherVersionAreNotServed() {
        try (FolderPages pages = open(MEMORY, 10)) {
            pages.put("/a", page(pages.stamp(), "a"));
        }
        FolderPages.open(folder, MEMORY, 10, 100, "app 2").close();
        try (FolderPages pages = open(MEMORY, 10)) {
            assertThat(pages.get("/a")).isNull();
        }
        build("/a");
        assertThatThrownBy(() -> FolderPages.open(folder, MEMORY, 10, 100, "app 2"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The pages in " + folder
                                + " were built by another version of the application, with another base URL, or by another application: build again, or name another folder with --pages");
        open(MEMORY, 10).close();
    }

    @Test
    void withoutTheJournalAllOfTheBuildIsRenderedAgain() throws Exception {
        build("/built");
        Files.delete(folder.resolve("expired"));
        assertThat(Logged.by(() -> {
                    try (FolderPages pages = open(MEMORY, 10)) {
                        assertThat(pages.isExpired(pages.get("/built"))).isTrue();
                        assertThat(pages.isExpired(page(pages.stamp(), "again", "/built")))
                                .isFalse();
                    }
                }))
                .containsExactly(
                        "WARN What was expired in " + folder
                                + " is not known, or was by another version of the application: all of its pages are rendered again");
    }

    /** As after a power failure: the page was written, the journal was not. */
    @Test
    void aPageThatBeganLaterThanTheJournalKnowsIsNotServed() throws Exception {
        try (FolderPages pages = open(MEMORY, 10)) {
            pages.put("/a", page(pages.stamp(), "a"));
        }
        Files.write(kept("/a"), PageFile.bytes("/a", page(1_000_000, "future")));
        try (FolderPages pages = open(MEMORY, 10)) {
            assertThat(Logged.by(() -> assertThat(pages.get("/a")).isNull()))
                    .containsExactly("WARN " + kept("/a")
                            + " is deleted, and its page rendered again: it began later than the journal knows");
        }
    }
}
