package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Logged;
import dev.after4j.fixtures.ManualTime;
import dev.after4j.fixtures.Recorder;
import dev.after4j.fixtures.Requests;
import dev.after4j.spi.OpenScope;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** R22: the end of a runtime. */
class DrainTest {
    private final ManualTime time = new ManualTime();
    private final Recorder recorder = new Recorder();
    private final AfterRuntime runtime =
            AfterRuntime.builder().time(time).listener(recorder).build();

    @Test
    void r22_awaitsWhatIsPendingNestedTasksIncluded() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        runtime.inScope("job", () -> {
            after(() -> {
                begun.countDown();
                proceed.await();
                after(() -> after(ran::incrementAndGet));
            });
            return null;
        });
        begun.await();
        CompletableFuture<DrainReport> draining = CompletableFuture.supplyAsync(runtime::drain);
        time.awaitAlarms(2); // the sweep's and the drain's
        proceed.countDown();
        DrainReport report = draining.get();
        assertThat(ran).hasValue(1);
        assertThat(report.pending()).isEqualTo(1);
        assertThat(report.abandoned()).isEmpty();
    }

    @Test
    void r22_openScopesAreFinishedAsAbortedAndTheirTasksRun() {
        OpenScope scope = OpenScope.open(runtime, new Requests());
        CompletableFuture<Outcome.Kind> seen = new CompletableFuture<>();
        enter(scope, () -> after(() -> seen.complete(After.outcome().kind())));
        DrainReport report = runtime.drain();
        assertThat(seen).isCompletedWithValue(Outcome.Kind.ABORTED);
        assertThat(report.pending()).isEqualTo(1);
        scope.finish(Outcome.completed(200)); // the server's own, too late: ignored
        assertThat(recorder.summary()).hasSize(1);
    }

    private static void enter(OpenScope scope, Runnable code) {
        OpenScope.Entered entered = scope.enter(Requests.HANDLER);
        try {
            code.run();
        } finally {
            entered.close();
        }
    }

    @Test
    void r22_whatIsLeftIsInterruptedAndAbandonedByNameWithOneSummaryLine() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        runtime.inScope("nightly", () -> {
            after(TaskOptions.named("endless"), () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stop) {
                    interrupted.complete(true);
                }
            });
            return null;
        });
        begun.await();
        try (Logged logged = new Logged()) {
            CompletableFuture<DrainReport> draining = CompletableFuture.supplyAsync(runtime::drain);
            time.awaitAlarms(2);
            time.advance(Duration.ofSeconds(15));
            DrainReport report = draining.get();
            assertThat(interrupted.get()).isTrue();
            assertThat(report.abandoned()).singleElement().hasToString("'endless' of nightly");
            assertThat(logged.lines(Level.INFO))
                    .singleElement()
                    .asString()
                    .contains("1 pending", "1 abandoned", "'endless' of nightly");
            assertThat(logged.lines(Level.WARN)).singleElement().asString().contains("endless", "abandoned");
        }
        assertThat(recorder.summary()).containsExactly("endless ABANDONED");
    }

    @Test
    void r22_tasksThatNeverBeganAreAbandonedToo() throws Exception {
        Fixture fixture = new Fixture(options -> options.maxRunning(1));
        fixture.runtime.inScope("job", () -> {
            after(TaskOptions.named("holder"), () -> new CompletableFuture<Void>());
            after(TaskOptions.named("waiting"), () -> {});
            return null;
        });
        fixture.threads.runAll();
        CompletableFuture<DrainReport> draining = CompletableFuture.supplyAsync(fixture.runtime::drain);
        fixture.time.awaitAlarms(2);
        fixture.time.advance(Duration.ofSeconds(15));
        assertThat(draining.get().abandoned())
                .extracting(TaskInfo::name)
                .containsExactlyInAnyOrder("holder", "waiting");
        assertThat(fixture.runtime.pending()).isZero();
    }

    @Test
    void r22_afterTheDrainATaskIsAbandonedAndNothingIsThrown() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        AfterRuntime closed = AfterRuntime.builder()
                .listener(new AfterListener() {
                    @Override
                    public void ended(TaskInfo task, TaskEnd end) {
                        if (end.kind() == TaskEnd.Kind.ABANDONED) ended.countDown();
                    }
                })
                .build();
        closed.close();
        AtomicBoolean ran = new AtomicBoolean();
        closed.inScope("too late", () -> {
            after(() -> ran.set(true));
            return null;
        });
        ended.await();
        while (closed.pending() != 0) Thread.onSpinWait(); // listeners hear of an end before it is counted
        assertThat(ran).isFalse();
    }

    @Test
    void r22_aStageHandedInAfterTheDrainIsAbandonedToo() throws Exception {
        runtime.close();
        runtime.inScope("too late", () -> {
            after(TaskOptions.named("sync"), new CompletableFuture<Void>());
            return null;
        });
        while (runtime.pending() > 0) Thread.onSpinWait();
        assertThat(recorder.summary()).containsExactly("sync ABANDONED");
    }

    @Test
    void r22_aSecondDrainWaitsForTheFirstAndChangesNothing() {
        DrainReport first = runtime.drain();
        assertThat(runtime.drain()).isSameAs(first);
    }

    @Test
    void r22_aDrainInsideATaskWouldWaitForItselfAndSaysSo() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        runtime.inScope("job", () -> {
            after(() -> thrown.complete(org.assertj.core.api.Assertions.catchThrowable(runtime::drain)));
            return null;
        });
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("inside a task");
        assertThat(runtime.drain().abandoned()).isEmpty();
    }

    @Test
    void r22_anInterruptedDrainAbandonsAtOnce() throws Exception {
        runtime.inScope("job", () -> {
            after(TaskOptions.named("endless"), () -> new CompletableFuture<Void>());
            return null;
        });
        Thread.currentThread().interrupt();
        DrainReport report = runtime.drain();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.abandoned()).hasSize(1);
    }

    @Test
    void r22_aDrainTakesFifteenSecondsAtMostByDefault() throws Exception {
        Fixture fixture = new Fixture();
        fixture.exchange(() -> after(() -> new CompletableFuture<Void>()));
        CompletableFuture<DrainReport> draining = CompletableFuture.supplyAsync(fixture.runtime::drain);
        fixture.time.awaitAlarms(2);
        fixture.time.advance(Duration.ofSeconds(15));
        assertThat(draining.get().took()).isEqualTo(Duration.ofSeconds(15));
    }
}
