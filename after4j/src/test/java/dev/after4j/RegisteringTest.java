package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.fixtures.Fixture;
import dev.after4j.spi.OpenScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** R01 to R04: who may call {@code after}, with what, and what it is called. */
class RegisteringTest {
    private final Fixture fixture = new Fixture();
    private final List<String> log = new ArrayList<>();

    @Test
    void r01_fromTenCallsDownWithoutPassingAnythingAlong() {
        fixture.exchange(() -> descend(10));
        assertThat(log).containsExactly("bottom");
    }

    private void descend(int calls) {
        if (calls == 0) after(() -> log.add("bottom"));
        else descend(calls - 1);
    }

    @Test
    void r01_enteringTwiceOneOutcome() {
        OpenScope scope = fixture.open();
        fixture.enter(scope, () -> fixture.enter(scope, () -> after(() -> log.add("inner"))));
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly("inner");
    }

    @Test
    void r01_aCarrierTakesTheScopeToAnotherThreadAndAwayAgain() throws Exception {
        OpenScope scope = fixture.open();
        fixture.enter(scope, () -> runOnAnotherThread(OpenScope.bound()));
        assertThat(OpenScope.bound()).isNull();
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly("carried", "nothing is bound", "from the other thread");
    }

    private void runOnAnotherThread(AfterScope carried) {
        CompletableFuture.runAsync(() -> {
                    AfterScope before = OpenScope.bound();
                    OpenScope.bind(carried);
                    after(() -> log.add("from the other thread"));
                    log.add(OpenScope.bound() == carried ? "carried" : "lost");
                    OpenScope.bind(before);
                    log.add(OpenScope.bound() == null ? "nothing is bound" : "left over");
                })
                .join();
    }

    @Test
    void r02_aTaskMayThrowCheckedExceptions() {
        fixture.exchange(() -> after(() -> {
            throw new java.io.IOException("disk full");
        }));
        assertThat(fixture.recorder.only().end().error().orElseThrow()).hasMessage("disk full");
    }

    @Test
    void r02_aTaskThatReturnsAStageIsAwaited() {
        CompletableFuture<String> sending = new CompletableFuture<>();
        fixture.exchange(() -> after(() -> sending));
        assertThat(fixture.runtime.pending()).isEqualTo(1);
        assertThat(fixture.runtime.running()).isEqualTo(1);
        sending.complete("sent");
        fixture.threads.runAll();
        assertThat(fixture.recorder.only().end().kind()).isEqualTo(TaskEnd.Kind.SUCCEEDED);
        assertThat(fixture.runtime.running()).isZero();
    }

    @Test
    void r02_aRunningStageIsWatchedButNeitherDelayedNorStarted() {
        CompletableFuture<String> running = new CompletableFuture<>();
        OpenScope scope = fixture.handle(() -> after(running));
        running.completeExceptionally(new IllegalStateException("broken pipe"));
        fixture.threads.runAll();
        assertThat(fixture.recorder.only().end().error().orElseThrow()).hasMessage("broken pipe");
        scope.finish(Outcome.completed(200));
        assertThat(fixture.runtime.pending()).isZero();
    }

    @Test
    void r02_aStageTaskThatReturnsNullFails() {
        fixture.exchange(() -> after((AsyncAfterTask) () -> null));
        assertThat(fixture.recorder.only().end().error().orElseThrow())
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("CompletionStage");
    }

    @Test
    void r02_nullIsRefusedAtTheCallByName() {
        fixture.handle(() -> {
            assertThatThrownBy(() -> after((AfterTask) null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("task");
            assertThatThrownBy(() -> after((AsyncAfterTask) null)).hasMessage("task");
            assertThatThrownBy(() -> after((CompletableFuture<?>) null)).hasMessage("running");
            assertThatThrownBy(() -> after((TaskOptions) null, () -> log.add("never")))
                    .hasMessage("options");
        });
        assertThat(fixture.runtime.registered()).isZero();
    }

    @Test
    void r02_aRunningStageCannotHaveAConditionOrAThread() {
        fixture.handle(() -> assertThatThrownBy(
                        () -> after(TaskOptions.named("sync").onPlatformThread(), CompletableFuture.completedFuture(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sync")
                .hasMessageContaining("() -> stage"));
        assertThat(fixture.runtime.registered()).isZero();
    }

    @Test
    void r03_outsideAScopeTheErrorNamesTheThreadAndTheWaysOut() {
        assertThatThrownBy(() -> after(() -> log.add("never")))
                .isInstanceOf(NoAfterScopeException.class)
                .hasMessageContaining(Thread.currentThread().getName())
                .hasMessageContaining("integration")
                .hasMessageContaining("another thread")
                .hasMessageContaining("AfterRuntime.inScope")
                .hasMessageContaining("propagating");
    }

    @Test
    void r03_nothingStaysBoundAfterTheScopeWasLeft() {
        fixture.handle(() -> after(() -> log.add("task")));
        assertThatThrownBy(After::scope).isInstanceOf(NoAfterScopeException.class);
    }

    @Test
    void r03_inScopeOpensOneWhoseFinishIsTheEndOfTheBody() throws Exception {
        String result = fixture.runtime.inScope("nightly", () -> {
            after(() -> log.add("after " + After.scope().description()));
            fixture.threads.runAll();
            log.add("body");
            return "done";
        });
        fixture.threads.runAll();
        assertThat(result).isEqualTo("done");
        assertThat(log).containsExactly("body", "after nightly");
    }

    @Test
    void r03_inScopeTakesWorkThatReturnsNothing() {
        List<String> done = new ArrayList<>();
        fixture.runtime.inScope("nightly", () -> done.clear());
        fixture.runtime.inScope("nightly", () -> after(() -> done.add("task")));
        fixture.threads.runAll();
        assertThat(done).containsExactly("task");
    }

    @Test
    void r03_aBlankDescriptionIsRefusedAtTheCall() {
        assertThatThrownBy(() -> fixture.runtime.inScope(" ", () -> log.clear()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("' '");
    }

    @Test
    void r03_inScopeThatThrowsFinishesAsFailedAndRunsItsTasks() {
        Exception broken = new Exception("no connection");
        assertThatThrownBy(() -> fixture.runtime.inScope("nightly", () -> {
                    after(() -> log.add(After.outcome() + ""));
                    throw broken;
                }))
                .isSameAs(broken);
        fixture.threads.runAll();
        assertThat(log).containsExactly("FAILED (java.lang.Exception: no connection)");
    }

    @Test
    void r03_codeOnAnotherThreadRunsInTheScope() throws Exception {
        OpenScope open = fixture.open();
        AfterScope scope = open.scope(dev.after4j.fixtures.Requests.HANDLER);
        Thread other = new Thread(() -> scope.run(() -> after(() -> log.add("from another thread"))));
        other.start();
        other.join();
        open.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly("from another thread");
    }

    @Test
    void r03_aPropagatingExecutorTakesTheScopeAlongAndRestoresWhatWasThere() {
        List<Runnable> queue = new ArrayList<>();
        OpenScope open = fixture.handle(() -> {
            Executor propagating = After.scope().propagating(queue::add);
            propagating.execute(() -> after(() -> log.add("propagated")));
        });
        queue.forEach(Runnable::run);
        assertThatThrownBy(After::scope).isInstanceOf(NoAfterScopeException.class);
        open.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly("propagated");
    }

    @Test
    void r04_aNameIsTheNameGiven() {
        fixture.exchange(() -> after(TaskOptions.named("mail"), () -> {}));
        assertThat(fixture.recorder.summary()).containsExactly("mail SUCCEEDED");
    }

    @Test
    void r04_aLambdaIsNamedAfterItsPlaceAndAnyOtherAfterItsClass() {
        int line = new Throwable().getStackTrace()[0].getLineNumber();
        fixture.exchange(() -> after(() -> {}));
        fixture.exchange(() -> after(new Audit()));
        assertThat(fixture.recorder.summary())
                .containsExactly("RegisteringTest:" + (line + 1) + " SUCCEEDED", "RegisteringTest.Audit SUCCEEDED");
    }

    @Test
    void r02_nullAsAnOptionIsNamed() {
        assertThatThrownBy(() -> TaskOptions.named(null)).hasMessage("name");
        assertThatThrownBy(() -> TaskOptions.unnamed().within(null)).hasMessage("time");
        assertThatThrownBy(() -> AfterRuntime.builder().maxDuration(null)).hasMessage("maxDuration");
        assertThatThrownBy(() -> AfterRuntime.builder().carriers(null)).hasMessage("all");
    }

    @Test
    void r04_aBlankNameIsRefusedAtTheCall() {
        assertThatThrownBy(() -> TaskOptions.named(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("' '");
    }

    private static final class Audit implements AfterTask {
        @Override
        public void run() {}
    }
}
