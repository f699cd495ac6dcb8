package dev.after4j.app.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("history").resolve("expired");
    }

    private Journal journal;

    @BeforeEach
    void begin() throws Exception {
        Files.createDirectories(file().getParent());
        journal = new Journal(file());
        journal.write(Past.empty().lines("app 1"));
    }

    @AfterEach
    void end() throws Exception {
        journal.close();
    }

    private Past past() {
        return Past.read(file(), "app 1").orElseThrow();
    }

    @Test
    void stampsAreSafeOnceAGreaterOneIsNoted() throws Exception {
        History history = new History(journal, "app 1", Past.empty(), 100);
        for (int i = 0; i < 5_000; i++) {
            long stamp = history.stamp();
            assertThat(history.isSafe(stamp)).isTrue();
            assertThat(past().reserved()).isGreaterThan(stamp);
        }
        assertThat(journal.lines()).as("not a line for each").isLessThan(20);
    }

    @Test
    void anExpiryThatCannotBeNotedHoldsAndIsNotedWithTheNext() throws Exception {
        History history = new History(journal, "app 1", Past.empty(), 100);
        history.expire(List.of("first"));
        journal.close();
        Files.delete(file());
        Files.delete(file().getParent());
        assertThatThrownBy(() -> history.expire(List.of("second")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Expired until this process ends, but not noted for the next one: [second]");
        assertThat(history.expiries().lastOf(List.of("second"))).isPositive();
        Files.createDirectories(file().getParent());
        history.expire(List.of("third"));
        assertThat(past().expired()).containsOnlyKeys("first", "second", "third");
    }

    @Test
    void stampsThatCouldNotBeNotedAreNotSafe() throws Exception {
        History history = new History(journal, "app 1", Past.empty(), 100);
        long before = history.stamp();
        journal.close();
        Files.delete(file());
        Files.delete(file().getParent());
        List<String> logged = Logged.by(() -> {
            for (int i = 0; i < 1_500; i++) history.stamp();
        });
        assertThat(logged)
                .containsExactly("WARN Pages rendered now are kept in memory only: their journal cannot be written");
        assertThat(history.isSafe(before)).isTrue();
        assertThat(history.isSafe(history.stamp())).isFalse();
    }

    @Test
    void theJournalDoesNotGrowForEver() throws Exception {
        Map<String, Long> last = new HashMap<>();
        History history = new History(journal, "app 1", Past.empty(), 100);
        for (int i = 0; i < 10_000; i++) {
            String tag = "tag " + i % 50;
            history.expire(List.of(tag));
            last.put(tag, history.expiries().lastOf(List.of(tag)));
            assertThat(journal.lines()).isLessThan(1_500);
        }
        assertThat(past().expired()).isEqualTo(last);
        assertThat(Files.readAllLines(file())).hasSizeLessThan(1_500);
    }

    @Test
    void tagsAreBoundedAndNoneThatIsForgottenIsLost() {
        Expiries expiries = new Expiries(100);
        assertThat(expiries.lastOf(List.of("tag 1"))).isEqualTo(-1);
        Map<String, Long> truth = new HashMap<>();
        Random random = new Random(3);
        for (long stamp = 1; stamp <= 5_000; stamp++) {
            String tag = "tag " + random.nextInt(1_000);
            expiries.record(stamp, List.of(tag));
            truth.put(tag, stamp);
            assertThat(expiries.tags()).hasSizeLessThanOrEqualTo(100);
            assertThat(expiries.lastOf(List.of(tag, "other"))).isEqualTo(stamp);
            assertThat(expiries.last()).isEqualTo(stamp);
        }
        truth.forEach((tag, stamp) -> assertThat(expiries.lastOf(List.of(tag))).isGreaterThanOrEqualTo(stamp));
        assertThat(expiries.lastOf(List.of("never"))).isLessThanOrEqualTo(4_950);
    }

    @Test
    void whatIsForgottenIsForgottenInTheJournalToo() throws Exception {
        History history = new History(journal, "app 1", Past.empty(), 10);
        for (int i = 0; i < 30; i++) history.expire(List.of("tag " + i));
        assertThat(history.expiries().floor()).isPositive();
        History next = new History(new Journal(file()), "app 1", past(), 10);
        for (int i = 0; i < 30; i++)
            assertThat(next.expiries().lastOf(List.of("tag " + i))).isGreaterThanOrEqualTo(i + 1);
    }

    @Test
    void linesAreReadAsTheyWereWritten() {
        List<String> lines = new ArrayList<>(List.of("", " ", "a\nb\rc", "\\n", "\\u0041", "烏龍 🍵", "\t\0"));
        assertThat(SealedLines.open(SealedLines.seal(lines))).contains(lines);
    }
}
