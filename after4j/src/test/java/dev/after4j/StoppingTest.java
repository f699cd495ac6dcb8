package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Hurried;
import dev.after4j.fixtures.ManualExecutor;
import dev.after4j.fixtures.ManualTime;
import dev.after4j.fixtures.Race;
import dev.after4j.fixtures.Recorder;
import dev.after4j.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Ends that come from outside: time limits and the drain, and where they meet a task at an awkward moment (R21, R22). */
class StoppingTest {
    private static final Duration OVER = Duration.ofSeconds(31);

    private final ManualTime time = new ManualTime();
    private final List<Object> log = new ArrayList<>();

    /** A runtime whose drains do not wait. */
    private static AfterRuntime hurried(ManualExecutor threads, AfterListener listener) {
        return AfterRuntime.builder()
                .executor(threads)
                .listener(listener)
                .time(new Hurried())
                .build();
    }

    @Test
    void r21_aDrainDoesNotHideWhatIsOverdue() throws Exception {
        AfterRuntime runtime = AfterRuntime.builder().time(time).build();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        runtime.inScope("job", () -> {
            after(() -> {
                begun.countDown();
                while (leave.getCount() > 0) Thread.yield();
            });
            return null;
        });
        begun.await();
        time.advance(Duration.ofMillis(50));
        time.advance(OVER);
        assertThat(runtime.overdue()).isEqualTo(1);
        runtime.drain();
        assertThat(runtime.overdue()).isEqualTo(1);
        leave.countDown();
    }

    @Test
    void r20_aStageLeftByABodyThatWasStoppedKeepsItsSlotUntilItCompletes() throws Exception {
        AfterRuntime runtime = AfterRuntime.builder().time(time).build();
        CompletableFuture<Void> stage = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Thread> body = new CompletableFuture<>();
        runtime.inScope("job", () -> {
            after(() -> {
                body.complete(Thread.currentThread());
                begun.countDown();
                while (!Thread.currentThread().isInterrupted()) Thread.yield();
                return stage.minimalCompletionStage(); // ignores that it is cancelled
            });
            return null;
        });
        begun.await();
        time.advance(Duration.ofMillis(50));
        time.advance(OVER);
        while (runtime.pending() > 0) Thread.yield();
        while (body.get().isInterrupted()) Thread.yield(); // until the body has returned
        assertThat(runtime.running()).isEqualTo(1);
        stage.complete(null);
        while (runtime.running() > 0) Thread.yield();
    }

    @Test
    void r22_aTaskThatIsAbandonedAsItBeginsDoesNotBegin() throws Exception {
        ManualExecutor threads = new ManualExecutor();
        Recorder recorder = new Recorder();
        AtomicReference<AfterRuntime> toDrain = new AtomicReference<>();
        AfterRuntime runtime = AfterRuntime.builder()
                .executor(threads)
                .listener(recorder)
                .time(new Hurried() {
                    @Override
                    public long nanoTime() { // is asked by a task that begins
                        AfterRuntime draining = toDrain.getAndSet(null);
                        if (draining != null) draining.drain();
                        return 0;
                    }
                })
                .build();
        runtime.inScope("job", () -> {
            after(TaskOptions.named("late"), () -> log.add("ran"));
            return null;
        });
        toDrain.set(runtime);
        threads.runAll();
        assertThat(recorder.summary()).containsExactly("late ABANDONED");
        assertThat(log).isEmpty();
        assertThat(runtime.running()).isZero();
    }

    /** A task that comes late sets another thread to abandoning: what that one does must be in the report, too. */
    @Test
    void r22_theReportNamesAllThatWasPendingAlsoWhenTasksComeLate() throws Exception {
        AfterListener slow = new AfterListener() {
            @Override
            public void ended(TaskInfo task, TaskEnd end) {
                Thread.yield();
            }
        };
        try (Race race = new Race()) {
            race.rounds(100, () -> {
                ManualExecutor threads = new ManualExecutor();
                AfterRuntime runtime = hurried(threads, slow);
                runtime.inScope("job", () -> {
                    for (int i = 0; i < 200; i++) after(() -> new CompletableFuture<Void>());
                    return null;
                });
                threads.runAll();
                CompletableFuture<DrainReport> report = new CompletableFuture<>();
                race.run(() -> report.complete(runtime.drain()), () -> {
                    for (int i = 0; i < 20; i++) register(runtime);
                });
                assertThat(report.get().abandoned().size()).isGreaterThanOrEqualTo(200);
            });
        }
    }

    /** Of a chain without end one task is always pending: when the time is over, it must be in the report. */
    @Test
    void r22_theReportNamesWhatATaskRegisteredThatEndedAsTheRestWasAbandoned() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch abandoning = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch reported = new CountDownLatch(1);
        AfterListener meanwhile = new AfterListener() {
            @Override
            public void ended(TaskInfo task, TaskEnd end) {
                if (task.name().equals("running")) meet(ended, reported);
                if (task.name().equals("waiting")) meet(abandoning, ended);
            }
        };
        AfterRuntime runtime = AfterRuntime.builder()
                .maxRunning(1)
                .listener(meanwhile)
                .time(new Hurried())
                .build();
        runtime.inScope("job", () -> {
            after(TaskOptions.named("running"), () -> {
                begun.countDown();
                abandoning.await();
                after(TaskOptions.named("late"), () -> {});
            });
            after(TaskOptions.named("waiting"), () -> {});
        });
        begun.await();
        DrainReport report = runtime.drain();
        reported.countDown();
        assertThat(report.abandoned()).extracting(TaskInfo::name).containsExactly("waiting", "late");
    }

    private static void meet(CountDownLatch mine, CountDownLatch theirs) {
        mine.countDown();
        while (theirs.getCount() > 0) Thread.yield();
    }

    @Test
    void r22_aTaskThatComesAfterTheDrainNeedsNeitherSlotNorThreadToBeAbandoned() throws Exception {
        CompletableFuture<TaskEnd.Kind> told = new CompletableFuture<>();
        AfterRuntime runtime = hurried(new ManualExecutor(), new AfterListener() {
            @Override
            public void ended(TaskInfo task, TaskEnd end) {
                told.complete(end.kind());
            }
        });
        runtime.drain();
        register(runtime);
        assertThat(told.get()).isEqualTo(TaskEnd.Kind.ABANDONED);
    }

    @Test
    void r08_aTaskThatEndsAsItIsAbandonedHasOneEnd() throws Exception {
        try (Race race = new Race()) {
            race.rounds(2_000, () -> {
                ManualExecutor threads = new ManualExecutor();
                AfterRuntime runtime = hurried(threads, new AfterListener() {});
                for (int i = 0; i < 10; i++) register(runtime);
                race.run(runtime::drain, threads::runAll);
                threads.runAll();
                assertThat(runtime.ended(TaskEnd.Kind.SUCCEEDED) + runtime.ended(TaskEnd.Kind.ABANDONED))
                        .isEqualTo(runtime.registered());
            });
        }
    }

    private static void register(AfterRuntime runtime) throws Exception {
        runtime.inScope("job", () -> {
            after(() -> {});
            return null;
        });
    }

    @Test
    void r22_aDrainThatBreaksDoesNotHangTheNext() throws Exception {
        AfterRuntime runtime = AfterRuntime.builder()
                .executor(new ManualExecutor())
                .time(new Hurried() {
                    @Override
                    public void await(CountDownLatch done, Duration atMost) {
                        throw new AssertionError("a test's clock");
                    }
                })
                .build();
        register(runtime);
        assertThatThrownBy(runtime::drain).hasStackTraceContaining("a test's clock");
        assertThatThrownBy(runtime::drain).hasStackTraceContaining("a test's clock");
    }

    @Test
    void r21_anAlarmWaitsForNobodyElsesWork() throws Exception {
        CompletableFuture<Thread> on = new CompletableFuture<>();
        TimeSource.system().schedule(Duration.ofNanos(1), () -> on.complete(Thread.currentThread()));
        assertThat(on.get()).isNotInstanceOf(ForkJoinWorkerThread.class);
    }

    @Test
    void r21_aLimitOfAgesIsNone() {
        Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
        Fixture fixture = new Fixture(options -> options.maxDuration(ages).drainTimeout(ages));
        CompletableFuture<Void> stage = new CompletableFuture<>();
        fixture.exchange(() -> after(() -> stage));
        fixture.time.advance(Duration.ofHours(1));
        assertThat(stage).isNotDone();
        stage.complete(null);
        fixture.threads.runAll();
        assertThat(fixture.runtime.drain().abandoned()).isEmpty();
    }
}
