package dev.after4j.app.cache;

import static dev.after4j.app.cache.Pages.NOON;
import static dev.after4j.app.cache.Pages.body;
import static dev.after4j.app.cache.Pages.full;
import static dev.after4j.app.cache.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltPagesTest {
    private static final List<String> NOTES = List.of("static /a", "", "line\nbreak \\ end");

    @TempDir
    Path folder;

    private PageCache open() {
        return PageCache.over(folder, 1_000_000, "app 1");
    }

    private Path built(String key) {
        return folder.resolve("built").resolve(Folder.name(key));
    }

    @Test
    void pagesAreServedAsRenderedWhenTheBuildBegan() {
        try (BuiltPages build = BuiltPages.begin(folder, "app 1", NOON)) {
            assertThat(build.write("/a", full())).isTrue();
            build.finish(NOTES);
        }
        try (PageCache pages = open()) {
            assertThat(pages.get("/a")).usingRecursiveComparison().isEqualTo(full().renderedAt(0, NOON));
            assertThat(pages.isExpired(pages.get("/a"))).isFalse();
        }
        assertThat(BuiltPages.notes(folder, "app 1")).contains(NOTES);
        assertThatThrownBy(() -> BuiltPages.notes(folder, "app 2")).hasMessageContaining("built by another version");
    }

    @Test
    void onlyWhatChangedIsWrittenAndWhatIsGoneIsDeleted() throws Exception {
        try (BuiltPages build = BuiltPages.begin(folder, "app 1")) {
            for (String key : List.of("/same", "/changed", "/gone"))
                assertThat(build.write(key, page(5, key))).isTrue();
            build.finish(List.of());
        }
        FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        for (String key : List.of("/same", "/changed")) Files.setLastModifiedTime(built(key), old);
        try (BuiltPages build = BuiltPages.begin(folder, "app 1")) {
            assertThat(build.write("/same", page(7, "/same").renderedAt(9, Instant.now())))
                    .isFalse();
            assertThat(build.write("/changed", page(7, "changed"))).isTrue();
            build.finish(List.of());
        }
        assertThat(Files.getLastModifiedTime(built("/same"))).isEqualTo(old);
        assertThat(Files.getLastModifiedTime(built("/changed"))).isNotEqualTo(old);
        assertThat(built("/gone")).doesNotExist();
    }

    @Test
    void twoBuildsOfTheSameAreTheSameBytes(@TempDir Path other) throws Exception {
        for (Path each : List.of(folder, other)) {
            try (BuiltPages build = BuiltPages.begin(each, "app 1", NOON)) {
                build.write("/a", full().renderedAt(each.hashCode(), Instant.now()));
                build.finish(NOTES);
            }
        }
        assertThat(Copies.contents(folder)).isEqualTo(Copies.contents(other));
    }

    @Test
    void aFinishedBuildForgetsWhatWasKeptAndExpired() {
        try (PageCache pages = open()) {
            pages.put("/a", page(pages.stamp(), "kept", "a"));
            pages.expire(List.of("a"));
        }
        try (BuiltPages build = BuiltPages.begin(folder, "app 1")) {
            build.write("/a", page(0, "built", "a"));
            build.finish(List.of());
        }
        try (PageCache pages = open()) {
            assertThat(body(pages.get("/a"))).isEqualTo("built");
            assertThat(pages.isExpired(pages.get("/a"))).isFalse();
        }
    }

    @Test
    void aBuildThatDidNotFinishIsNotServed() throws Exception {
        for (boolean before : List.of(false, true)) {
            if (before) {
                try (BuiltPages build = BuiltPages.begin(folder, "app 1")) {
                    build.write("/a", page(0, "whole"));
                    build.finish(NOTES);
                }
            }
            try (BuiltPages build = BuiltPages.begin(folder, "app 1")) {
                build.write("/a", page(0, "half"));
                Files.writeString(built("/b").resolveSibling("x.page.7.new"), "half a page");
            }
            assertThat(Logged.by(() -> {
                        try (PageCache pages = open()) {
                            assertThat(pages.get("/a")).isNull();
                        }
                    }))
                    .containsExactly("WARN The build in " + folder + " did not finish; its pages are not used");
            assertThat(BuiltPages.notes(folder, "app 1")).isEmpty();
        }
        try (BuiltPages build = BuiltPages.begin(folder, "app 1")) {
            build.write("/a", page(0, "whole"));
            build.finish(List.of());
        }
        assertThat(folder.resolve("built")).isDirectoryNotContaining("glob:**.new");
        try (PageCache pages = open()) {
            assertThat(body(pages.get("/a"))).isEqualTo("whole");
        }
    }

    @Test
    void withoutABuildThereIsNothingToSay() {
        assertThat(BuiltPages.notes(folder.resolve("none"), "app 1")).isEmpty();
        assertThat(Logged.by(() -> open().close())).isEmpty();
    }

    @Test
    void theTimeOfTheBuildIsThatOfTheEnvironment() {
        Clock noon = Clock.fixed(NOON, ZoneOffset.UTC);
        assertThat(BuiltPages.buildTime(Map.of(), noon)).isEqualTo(NOON);
        assertThat(BuiltPages.buildTime(Map.of("SOURCE_DATE_EPOCH", "1700000000"), noon))
                .isEqualTo("2023-11-14T22:13:20Z");
        assertThatThrownBy(() -> BuiltPages.buildTime(Map.of("SOURCE_DATE_EPOCH", "today"), noon))
                .hasMessage("SOURCE_DATE_EPOCH is \"today\": give seconds since 1970, or unset it");
    }
}
