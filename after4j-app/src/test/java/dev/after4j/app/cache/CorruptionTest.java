package dev.after4j.app.cache;

import static dev.after4j.app.cache.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte of every file, altered or cut off. */
class CorruptionTest {
    @TempDir
    Path folder;

    private Path built;
    private Path kept;

    @BeforeEach
    void someOfEach() {
        try (BuiltPages build = BuiltPages.begin(folder, "app 1", Instant.EPOCH)) {
            build.write("/built", page(0, "built", "built"));
            build.write("/fresh", page(0, "fresh", "fresh"));
            build.finish(List.of("a note"));
        }
        try (PageCache pages = open()) {
            pages.put("/kept", page(pages.stamp(), "kept", "kept"));
            pages.put("/other", page(pages.stamp(), "other", "other"));
            pages.expire(List.of("built", "kept"));
        }
        built = folder.resolve("built").resolve(Folder.name("/built"));
        kept = folder.resolve("kept").resolve(Folder.name("/kept"));
    }

    private PageCache open() {
        return PageCache.over(folder, 0, "app 1");
    }

    private static List<byte[]> damaged(byte[] bytes) {
        List<byte[]> all = new ArrayList<>();
        for (int at = 0; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            all.add(flipped);
            all.add(Arrays.copyOf(bytes, at));
            if (at % 16 != 0) continue;
            byte[] zeros = bytes.clone();
            Arrays.fill(zeros, at, bytes.length, (byte) 0);
            all.add(zeros);
        }
        all.removeIf(each -> Arrays.equals(each, bytes));
        return all;
    }

    @Test
    void aKeptPageIsAMissAndDeletedWithOneLine() throws Exception {
        byte[] whole = Files.readAllBytes(kept);
        List<byte[]> damaged = damaged(whole);
        damaged.add(Files.readAllBytes(kept.resolveSibling(Folder.name("/other"))));
        CachedPage page = CachedPage.of(Arrays.copyOfRange(whole, 4 + "/kept".length(), whole.length));
        try (PageCache pages = open()) {
            for (byte[] bytes : damaged) {
                pages.put("/kept", page);
                Files.write(kept, bytes);
                List<String> logged =
                        Logged.by(() -> assertThat(pages.get("/kept")).isNull());
                assertThat(logged)
                        .singleElement()
                        .asString()
                        .startsWith("WARN " + kept + " is deleted, and its page rendered again: it");
                assertThat(kept).doesNotExist();
                assertThat(Logged.by(() -> assertThat(pages.get("/kept")).isNull()))
                        .isEmpty();
            }
            assertThat(pages.get("/other")).isNotNull();
        }
    }

    @Test
    void aPageOfTheBuildIsAMiss() throws Exception {
        try (PageCache pages = open()) {
            for (byte[] bytes : damaged(Files.readAllBytes(built))) {
                Files.write(built, bytes);
                List<String> logged =
                        Logged.by(() -> assertThat(pages.get("/built")).isNull());
                assertThat(logged)
                        .singleElement()
                        .asString()
                        .startsWith("WARN " + built + " cannot be used, and its page is rendered again: ");
                assertThat(built).exists();
            }
        }
    }

    @Test
    void noExpiryIsLostWithTheJournal() throws Exception {
        Path journal = folder.resolve("expired");
        byte[] whole = Files.readAllBytes(journal);
        byte[] page = Files.readAllBytes(kept);
        for (byte[] bytes : damaged(whole)) {
            // Cut between two lines, it is the journal of a moment before.
            if (bytes.length > 0 && bytes.length < whole.length && bytes[bytes.length - 1] == '\n') continue;
            Files.write(journal, bytes);
            Files.write(kept, page);
            Logged.by(() -> {
                try (PageCache pages = open()) {
                    assertThat(pages.isExpired(pages.get("/built"))).isTrue();
                    CachedPage old = pages.get("/kept");
                    assertThat(old == null || pages.isExpired(old)).isTrue();
                }
            });
        }
        Files.write(journal, whole);
        try (PageCache pages = open()) {
            assertThat(pages.isExpired(pages.get("/fresh"))).isFalse();
        }
    }

    @Test
    void aManifestIsReadAsItWasWrittenOrRefused() throws Exception {
        Path manifest = folder.resolve("manifest");
        for (byte[] bytes : damaged(Files.readAllBytes(manifest))) {
            Files.write(manifest, bytes);
            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The manifest of the pages in " + folder
                            + " is damaged: build again, or name another folder with --pages");
        }
        Files.write(manifest, SealedLines.seal(List.of("after4j pages 2", "whatever", "end")));
        assertThatThrownBy(this::open).hasMessageContaining("another version of the application");
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenIsDeleted() throws Exception {
        List<Path> halves =
                List.of(kept.resolveSibling(kept.getFileName() + ".1.new"), folder.resolve("expired.2.new"));
        for (Path half : halves) Files.write(half, new byte[10]);
        open().close();
        for (Path half : halves) assertThat(half).doesNotExist();
    }
}
