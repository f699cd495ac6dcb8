package dev.after4j.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskEnd.Kind.ABANDONED;
import static dev.after4j.TaskEnd.Kind.SUCCEEDED;
import static dev.after4j.TaskEnd.Kind.TIMED_OUT;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.After;
import dev.after4j.DrainReport;
import dev.after4j.Outcome;
import dev.after4j.TaskInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The clock that the test moves, and the end of the runtime. */
@ExtendWith(AfterExtension.class)
class TimeAndDrainTest {
    private final List<Object> log = new ArrayList<>();

    @Test
    void r21_aStagePastItsLimitTimesOut(AfterKit kit) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        kit.handle(() -> after(named("sync").within(Duration.ofSeconds(5)), () -> stage));
        kit.finish();
        kit.advance(Duration.ofMillis(4_900));
        assertThat(kit.pending()).containsExactly("sync");
        kit.advance(Duration.ofMillis(200));
        assertThat(kit.assertEnded("sync", TIMED_OUT).ran()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_100));
        assertThat(stage).isCancelled();
    }

    @Test
    void r21_aBodyThatIsSlowIsInterrupted(AfterKit kit) {
        kit.handle(() -> {
            after(named("mail"), () -> {
                kit.advance(Duration.ofMinutes(1)); // the fake mail server takes its time
                log.add(Thread.currentThread().isInterrupted());
            });
            after(named("audit"), () -> log.add(Thread.currentThread().isInterrupted()));
        });
        kit.finish();
        kit.assertEnded("mail", TIMED_OUT);
        assertThat(log).containsExactly(true, false);
        assertThat(kit.started()).containsExactly("mail", "audit");
    }

    @Test
    void r13_theRequestTakesAsLongAsTheClockMoves(AfterKit kit) {
        kit.handle(() -> {
            kit.advance(Duration.ofSeconds(3));
            after(() -> log.add(After.outcome().duration()));
        });
        kit.advance(Duration.ofSeconds(1));
        kit.finish();
        assertThat(log).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void timeMovesForwardsOnly(AfterKit kit) {
        assertThatThrownBy(() -> kit.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1S");
    }

    @Test
    void r22_aDrainFinishesWhatIsOpenAndRunsEverythingHere(AfterKit kit) {
        kit.hold();
        kit.handle(() -> after(named("audit"), () -> {
            log.add(After.outcome().kind());
            after(named("nested"), () -> log.add(Thread.currentThread()));
        }));
        DrainReport report = kit.drain();
        assertThat(log).containsExactly(Outcome.Kind.ABORTED, Thread.currentThread());
        assertThat(report.pending()).isEqualTo(1);
        assertThat(report.abandoned()).isEmpty();
        assertThat(report.took()).isZero();
        assertThat(kit.ended(SUCCEEDED)).containsExactly("audit", "nested");
    }

    @Test
    void r22_aDrainAbandonsWhatDoesNotEndWithoutAnyWaiting(AfterKit kit) {
        kit.handle(() -> after(named("sync"), () -> new CompletableFuture<Void>()));
        kit.finish();
        DrainReport report = kit.drain();
        assertThat(report.abandoned()).extracting(TaskInfo::name).containsExactly("sync");
        assertThat(report.took()).isEqualTo(Duration.ofSeconds(15));
        kit.assertEnded("sync", ABANDONED);
    }

    @Test
    void r22_afterTheDrainTasksAreAbandoned(AfterKit kit) throws Exception {
        kit.drain();
        kit.handle(() -> after(named("late"), () -> log.add("late")));
        kit.finish();
        kit.awaitTasks();
        assertThat(log).isEmpty();
        kit.assertEnded("late", ABANDONED);
    }
}
