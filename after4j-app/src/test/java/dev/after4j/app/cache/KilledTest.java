package dev.after4j.app.cache;

import static dev.after4j.app.cache.Pages.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, and a real SIGKILL, at moments of chance. */
class KilledTest {
    @TempDir
    Path folder;

    /** What it said until it was killed, a line that it did not end left out. */
    private List<String> killed(String what, int lines, Runnable whileItRuns) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        what,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            List<String> said = new ArrayList<>();
            while (said.size() < lines) said.add(output.readLine());
            whileItRuns.run();
            // By its handle: by itself it would close its output, too.
            process.toHandle().destroyForcibly();
            said.addAll(rest(output));
            process.waitFor();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private void isInUse() {
        assertThatThrownBy(() -> PageCache.over(folder, 0, "app 1"))
                .hasMessageContaining("in use by another server or build");
    }

    private static List<String> rest(BufferedReader output) throws IOException {
        StringBuilder rest = new StringBuilder();
        for (int next = output.read(); next >= 0; next = output.read()) rest.append((char) next);
        return rest.substring(0, rest.lastIndexOf("\n") + 1).lines().toList();
    }

    @Test
    void r27_aServerThatIsKilledLosesNoExpiryAndLeavesWholePages() throws Exception {
        long last = 0;
        for (int round = 0; round < 3; round++) {
            Map<String, Long> put = new HashMap<>();
            Map<String, Long> expired = new HashMap<>();
            for (String line : killed("serve", 500 + 77 * round, this::isInUse)) {
                String[] words = line.split(" ");
                (words[0].equals("put") ? put : expired).put(words[1], Long.valueOf(words[2]));
                last = Math.max(last, Long.parseLong(words[2]));
            }
            List<String> logged = Logged.by(() -> {
                try (PageCache pages = PageCache.over(folder, 0, "app 1")) {
                    expired.forEach((tag, stamp) ->
                            assertThat(pages.expired(List.of("tag " + tag))).isGreaterThanOrEqualTo(stamp));
                    put.forEach((key, begun) -> {
                        CachedPage page = pages.get(key);
                        assertThat(page.begun()).isGreaterThanOrEqualTo(begun);
                        assertThat(body(page)).startsWith(key);
                    });
                }
            });
            assertThat(logged).isEmpty();
            try (PageCache pages = PageCache.over(folder, 0, "app 1")) {
                assertThat(pages.stamp()).isGreaterThan(last);
            }
        }
    }

    @Test
    void aBuildThatIsKilledIsServedWholeOrNotAtAll() throws Exception {
        for (int lines : new int[] {3, 20, 21, 50}) {
            killed("build", lines, () -> {});
            Optional<List<String>> notes = BuiltPages.notes(folder, "app 1");
            Logged.by(() -> {
                try (PageCache pages = PageCache.over(folder, 0, "app 1")) {
                    for (int page = 0; page < 20; page++) {
                        CachedPage built = pages.get("/" + page);
                        if (notes.isEmpty()) assertThat(built).isNull();
                        else assertThat(body(built)).isEqualTo(notes.get().get(0) + "|".repeat(page * 500));
                    }
                }
            });
        }
    }
}
