package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.after4j.fixtures.Collected;
import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Logged;
import dev.after4j.fixtures.ManualTime;
import dev.after4j.fixtures.Recorder;
import dev.after4j.fixtures.Requests;
import dev.after4j.request.CurrentRequest;
import dev.after4j.spi.OpenScope;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R21: timed by default. */
class DeadlineTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration OVER = Duration.ofMillis(5_100);
    private static final Supplier<byte[]> BIG = Memo.perRequest(() -> new byte[1000]);

    private final ManualTime time = new ManualTime();
    private final Recorder recorder = new Recorder();
    private final ExecutorService one = Executors.newSingleThreadExecutor();
    private final AfterRuntime runtime = AfterRuntime.builder()
            .executor(one)
            .time(time)
            .listener(recorder)
            .maxDuration(LIMIT)
            .build();

    @AfterEach
    void stop() {
        one.shutdownNow();
    }

    @Test
    void r21_aTaskPastItsLimitIsInterruptedAndReportedOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        runtime.inScope("job", () -> {
            after(TaskOptions.named("endless"), () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stop) {
                    interrupted.countDown();
                    throw stop;
                }
            });
            return null;
        });
        begun.await();
        try (Logged logged = new Logged()) {
            time.advance(LIMIT.minusMillis(100));
            assertThat(recorder.ends()).isEmpty();
            time.advance(Duration.ofMillis(200));
            interrupted.await();
            assertThat(recorder.summary()).containsExactly("endless TIMED_OUT");
            assertThat(logged.lines(Level.ERROR)).singleElement().asString().contains("endless", "time limit");
        }
        assertThat(runtime.drain().abandoned()).isEmpty();
        assertThat(recorder.summary()).containsExactly("endless TIMED_OUT");
    }

    @Test
    void r21_theInterruptNeverReachesTheNextTask() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        runtime.inScope("job", () -> {
            after(() -> {
                begun.countDown();
                while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait(); // and leaves the flag set
            });
            after(() -> seen.complete(Thread.currentThread().isInterrupted()));
            return null;
        });
        begun.await();
        time.advance(OVER);
        assertThat(seen.get()).isFalse();
    }

    @Test
    void r21_theShortestLimitCounts() {
        Fixture fixture = new Fixture(options -> options.maxDuration(LIMIT));
        CompletableFuture<Void> never = new CompletableFuture<>();
        fixture.exchange(() -> {
            after(TaskOptions.named("short").within(Duration.ofSeconds(1)), () -> never);
            after(TaskOptions.named("long").within(Duration.ofHours(1)), () -> new CompletableFuture<>());
        });
        fixture.time.advance(Duration.ofMillis(1_100));
        assertThat(fixture.recorder.summary()).containsExactly("short TIMED_OUT");
        assertThat(never).isCancelled();
        fixture.time.advance(LIMIT);
        assertThat(fixture.recorder.summary()).containsExactly("short TIMED_OUT", "long TIMED_OUT");
    }

    @Test
    void r21_withoutListenersTheLimitIsKeptToAboutATenthOfASecond() {
        Fixture fixture = new Fixture();
        var quiet = AfterRuntime.builder()
                .executor(fixture.threads)
                .time(fixture.time)
                .maxDuration(LIMIT)
                .build();
        CompletableFuture<Void> never = new CompletableFuture<>();
        assertThatNoException(() -> quiet.inScope("job", () -> {
            after(() -> never);
            return null;
        }));
        fixture.threads.runAll();
        fixture.time.advance(LIMIT);
        assertThat(never).isNotDone();
        fixture.time.advance(Duration.ofMillis(100));
        assertThat(never).isCancelled();
    }

    private static void assertThatNoException(org.assertj.core.api.ThrowableAssert.ThrowingCallable code) {
        org.assertj.core.api.Assertions.assertThatNoException().isThrownBy(code);
    }

    @Test
    void r21_aStageHandedInIsNoLongerAwaitedAndItsTimeCountsFromTheFinish() {
        Fixture fixture = new Fixture(options -> options.maxDuration(LIMIT));
        CompletableFuture<Void> running = new CompletableFuture<>();
        OpenScope scope = fixture.handle(() -> after(TaskOptions.named("sync"), running));
        fixture.time.advance(Duration.ofMinutes(1));
        assertThat(fixture.recorder.ends()).isEmpty();
        scope.finish(Outcome.completed(200));
        fixture.time.advance(OVER);
        assertThat(fixture.recorder.summary()).containsExactly("sync TIMED_OUT");
        assertThat(running).isNotDone();
        assertThat(fixture.runtime.overdue()).isZero();
    }

    @Test
    void r21_theAlarmExistsOnlyWhileSomethingRuns() {
        Fixture fixture = new Fixture();
        CompletableFuture<Void> stage = new CompletableFuture<>();
        fixture.exchange(() -> after(() -> stage));
        assertThat(fixture.time.alarms()).isEqualTo(1);
        stage.complete(null);
        fixture.threads.runAll();
        fixture.time.advance(Duration.ofMillis(50));
        assertThat(fixture.time.alarms()).isZero();
    }

    @Test
    void r21_whoIgnoresTheInterruptKeepsItsSlotButNeitherScopeNorRequestNorMemo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Throwable> afterwards = new CompletableFuture<>();
        List<WeakReference<?>> held = exchange(begun, leave, afterwards);
        begun.await();
        time.advance(OVER);
        Collected.await(held);
        assertThat(runtime.overdue()).isEqualTo(1);
        assertThat(runtime.running()).isEqualTo(1);
        leave.countDown();
        assertThat(afterwards.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("no request");
        while (runtime.running() > 0) Thread.onSpinWait();
        assertThat(runtime.overdue()).isZero();
    }

    /** In a frame of its own, so that no local of the test holds what must go. */
    private List<WeakReference<?>> exchange(
            CountDownLatch begun, CountDownLatch leave, CompletableFuture<Throwable> afterwards) {
        OpenScope scope = OpenScope.open(runtime, new Requests());
        WeakReference<?>[] ofRequest = new WeakReference<?>[2];
        try (OpenScope.Entered entered = scope.enter(Requests.HANDLER)) {
            assertThat(entered).isNotNull();
            ofRequest[0] = new WeakReference<>(CurrentRequest.get());
            ofRequest[1] = new WeakReference<>(BIG.get());
            after(() -> After.scope().run(() -> ignoreInterrupts(begun, leave, afterwards)));
        }
        scope.finish(Outcome.completed(200));
        return List.of(new WeakReference<>(scope), ofRequest[0], ofRequest[1]);
    }

    private static void ignoreInterrupts(
            CountDownLatch begun, CountDownLatch leave, CompletableFuture<Throwable> afterwards) {
        begun.countDown();
        while (leave.getCount() > 0) Thread.onSpinWait();
        afterwards.complete(org.assertj.core.api.Assertions.catchThrowable(CurrentRequest::get));
    }

    @Test
    void r21_badLimitsAreRefusedAtTheCall() {
        assertThatThrownBy(() -> TaskOptions.unnamed().within(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }

    @Test
    void r21_atTheEndOfTheHostsTimeWhatRunsIsStoppedAndWhatWaitsNeverBegins() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        OpenScope scope = OpenScope.open(runtime, "job", AfterScope.Reason.JOB);
        AfterScope handle = scope.scope(Requests.HANDLER);
        handle.after(TaskOptions.named("running"), () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                interrupted.countDown();
            }
        });
        handle.after(TaskOptions.named("waiting"), () -> {});
        scope.allow(Duration.ofSeconds(2));
        CompletableFuture<Void> settled = scope.settled().toCompletableFuture();
        scope.finish(Outcome.completed(200));
        begun.await();
        time.advance(Duration.ofSeconds(2).plusMillis(100));
        interrupted.await();
        settled.get();
        assertThat(recorder.summary()).containsExactly("running TIMED_OUT", "waiting TIMED_OUT");
    }

    @Test
    void r21_aStageThatTheHostsTimeIsTooShortForIsNoLongerAwaited() throws Exception {
        OpenScope scope = OpenScope.open(runtime, "job", AfterScope.Reason.JOB);
        scope.scope(Requests.HANDLER).after(TaskOptions.named("stage"), new CompletableFuture<>());
        scope.allow(Duration.ofSeconds(2));
        CompletableFuture<Void> settled = scope.settled().toCompletableFuture();
        scope.finish(Outcome.completed(200));
        time.advance(Duration.ofSeconds(1));
        assertThat(recorder.summary()).isEmpty();
        time.advance(Duration.ofSeconds(1).plusMillis(100));
        settled.get();
        assertThat(recorder.summary()).containsExactly("stage TIMED_OUT");
    }
}
