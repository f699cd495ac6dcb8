package dev.after4j;

import static dev.after4j.After.after;
import static dev.after4j.fixtures.Requests.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.Collected;
import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Hurried;
import dev.after4j.fixtures.Recorder;
import dev.after4j.fixtures.Requests;
import dev.after4j.request.CurrentRequest;
import dev.after4j.spi.OpenScope;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** R24: tasks of what has been thrown away. */
class DiscardTest {
    private final Fixture fixture = new Fixture();
    private final List<Object> log = new ArrayList<>();

    private void register(OpenScope scope, String... names) {
        for (String name : names) scope.scope(HANDLER).after(TaskOptions.named(name), () -> log.add(name));
    }

    @Test
    void r24_theTasksOfWhatIsThrownAwayNeverBegin() {
        OpenScope scope = fixture.open();
        register(scope, "first", "second");
        scope.discard();
        fixture.threads.runAll();
        assertThat(fixture.recorder.summary()).containsExactly("first DISCARDED", "second DISCARDED");
        assertThat(log).isEmpty();
    }

    @Test
    void r24_whatIsRegisteredAfterwardsIsDiscardedToo() {
        OpenScope scope = fixture.open();
        fixture.enter(scope, () -> {
            scope.discard();
            after(TaskOptions.named("first"), () -> log.add("ran"));
            fixture.threads.runAll();
            after(TaskOptions.named("stage"), new CompletableFuture<>());
        });
        fixture.threads.runAll();
        assertThat(fixture.recorder.summary()).containsExactly("first DISCARDED", "stage DISCARDED");
        assertThat(log).isEmpty();
    }

    @Test
    void r24_aStageThatRunsIsNoLongerAwaitedAndNotCancelled() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        OpenScope scope = fixture.handle(() -> after(TaskOptions.named("sync"), stage));
        scope.discard();
        fixture.threads.runAll();
        assertThat(fixture.recorder.summary()).containsExactly("sync DISCARDED");
        assertThat(stage).isNotDone();
        stage.complete(null);
        fixture.threads.runAll();
        assertThat(fixture.recorder.ends()).hasSize(1);
    }

    @Test
    void r24_aStageThatHasCompletedKeepsItsEnd() {
        OpenScope scope = fixture.handle(() -> after(TaskOptions.named("sync"), CompletableFuture.completedFuture(1)));
        fixture.threads.runAll();
        scope.discard();
        fixture.threads.runAll();
        assertThat(fixture.recorder.summary()).containsExactly("sync SUCCEEDED");
    }

    @Test
    void r24_otherScopesKeepTheirTasks() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        OpenScope kept = fixture.handle(() -> {
            after(TaskOptions.named("stage"), stage);
            after(TaskOptions.named("task"), () -> {});
        });
        OpenScope scope = fixture.open();
        register(scope, "thrown away");
        scope.discard();
        fixture.threads.runAll();
        kept.finish(Outcome.completed(200));
        stage.complete(null);
        fixture.threads.runAll();
        assertThat(fixture.recorder.summary())
                .containsExactlyInAnyOrder("thrown away DISCARDED", "stage SUCCEEDED", "task SUCCEEDED");
    }

    @Test
    void r08_ofFinishAndDiscardTheFirstCounts() {
        OpenScope finished = fixture.open();
        register(finished, "finished");
        finished.finish(Outcome.completed(200));
        finished.discard();
        register(finished, "late");
        OpenScope discarded = fixture.open();
        register(discarded, "discarded");
        discarded.discard();
        discarded.finish(Outcome.completed(200));
        discarded.discard();
        fixture.threads.runAll();
        assertThat(log).containsExactly("finished", "late");
        assertThat(fixture.runtime.ended(TaskEnd.Kind.DISCARDED)).isEqualTo(1);
    }

    @Test
    void r08_registeredIsEndedPlusPending() {
        OpenScope scope = fixture.open();
        register(scope, "first", "second");
        scope.discard();
        assertThat(fixture.runtime.pending()).isEqualTo(2);
        assertThat(fixture.runtime.pendingTasks())
                .extracting(TaskInfo::name)
                .containsExactlyInAnyOrder("first", "second");
        fixture.threads.runAll();
        assertThat(fixture.runtime.ended(TaskEnd.Kind.DISCARDED)).isEqualTo(2);
        assertThat(fixture.runtime.pending()).isZero();
        assertThat(fixture.runtime.pendingTasks()).isEmpty();
    }

    @Test
    void theTimeThatADiscardedTaskWaitedCountsFromThere() {
        OpenScope scope = fixture.open();
        register(scope, "task");
        fixture.time.advance(Duration.ofHours(1));
        scope.discard();
        fixture.time.advance(Duration.ofSeconds(1));
        fixture.threads.runAll();
        TaskEnd end = fixture.recorder.only().end();
        assertThat(end.waited()).isEqualTo(Duration.ofSeconds(1));
        assertThat(end.ran()).isZero();
    }

    @Test
    void r13_whoStillRunsThereSeesItAsAborted() {
        OpenScope scope = fixture.open();
        fixture.enter(scope, () -> {
            scope.discard();
            log.add(After.outcome().kind());
        });
        assertThat(log).containsExactly(Outcome.Kind.ABORTED);
    }

    @Test
    void r14_whoStillRunsThereKeepsItsRequest() {
        Requests request = new Requests();
        OpenScope scope = OpenScope.open(fixture.runtime, request);
        fixture.enter(scope, () -> {
            scope.discard();
            request.recycle();
            log.add(CurrentRequest.headers().first("user-agent").orElseThrow());
        });
        assertThat(log).containsExactly("curl");
    }

    @Test
    void r19_listenersHearOfItOnAThreadOfTheRuntime() {
        Recorder recorder = new Recorder();
        AfterRuntime runtime = AfterRuntime.builder().listener(recorder).build();
        OpenScope scope = OpenScope.open(runtime, new Requests());
        register(scope, "task");
        scope.scope(HANDLER).after(new CompletableFuture<>());
        scope.discard();
        register(scope, "late");
        scope.scope(HANDLER).after(new CompletableFuture<>());
        while (runtime.pending() > 0) Thread.onSpinWait();
        assertThat(recorder.ends())
                .hasSize(4)
                .allMatch(ended -> ended.end().kind() == TaskEnd.Kind.DISCARDED)
                .noneMatch(ended -> ended.on() == Thread.currentThread());
    }

    @Test
    void r22_aDrainEndsWhatAnExecutorWithoutAFreeThreadHasNotComeTo() {
        Fixture stuck = new Fixture(options -> options.time(new Hurried()));
        OpenScope scope = stuck.open();
        register(scope, "task");
        scope.discard();
        assertThat(stuck.runtime.drain().abandoned()).isEmpty();
        assertThat(stuck.recorder.summary()).containsExactly("task DISCARDED");
        assertThat(stuck.runtime.pending()).isZero();
    }

    @Test
    void r22_afterTheDrainToo() {
        Fixture stuck = new Fixture(options -> options.time(new Hurried()));
        OpenScope scope = stuck.open();
        scope.discard();
        stuck.runtime.drain();
        register(scope, "task");
        while (stuck.runtime.pending() > 0) Thread.onSpinWait();
        assertThat(stuck.recorder.summary()).containsExactly("task DISCARDED");
    }

    @Test
    void theRuntimeKeepsNothingOfIt() throws Exception {
        Collected.await(List.of(discarded()));
        assertThat(fixture.runtime.ended(TaskEnd.Kind.DISCARDED)).isEqualTo(2);
    }

    /** In a frame of its own, so that no local of the test holds what must go. */
    private WeakReference<OpenScope> discarded() {
        OpenScope scope = fixture.open();
        register(scope, "task");
        scope.scope(HANDLER).after(new CompletableFuture<>());
        scope.discard();
        fixture.threads.runAll();
        return new WeakReference<>(scope);
    }
}
