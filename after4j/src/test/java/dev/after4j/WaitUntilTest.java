package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Logged;
import dev.after4j.fixtures.Requests;
import dev.after4j.spi.OpenScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** R23: hosts that would freeze or end the process are told what to wait for. */
class WaitUntilTest {
    private final List<CompletableFuture<?>> awaited = new ArrayList<>();
    private final Fixture fixture = new Fixture(options -> options.waitUntil(this::await));

    private void await(CompletionStage<?> settled) {
        awaited.add(settled.toCompletableFuture());
    }

    private CompletableFuture<?> only() {
        assertThat(awaited).hasSize(1);
        return awaited.get(0);
    }

    @Test
    void r23_oneStagePerScopeThatCompletesWhenTheScopeHasSettled() {
        OpenScope scope = fixture.handle(() -> {
            after(() -> {});
            after(() -> after(() -> {}));
        });
        scope.finish(Outcome.completed(200));
        assertThat(only()).isNotDone();
        fixture.threads.runAll();
        assertThat(only()).isCompleted();
    }

    @Test
    void r23_aScopeWithoutTasksAsksForNothing() {
        fixture.exchange(() -> {});
        assertThat(awaited).isEmpty();
    }

    @Test
    void r23_neverFailsBecauseATaskFailed() {
        fixture.exchange(() -> after(() -> {
            throw new IllegalStateException("task");
        }));
        assertThat(only()).isCompleted();
    }

    @Test
    void r23_codeStillEnteredHoldsItOpen() {
        OpenScope scope = fixture.open();
        OpenScope.Entered entered = scope.enter(Requests.HANDLER);
        after(() -> {});
        scope.finish(Outcome.aborted(0));
        fixture.threads.runAll();
        assertThat(only()).isNotDone();
        entered.close();
        assertThat(only()).isCompleted();
    }

    @Test
    void r23_aScopeWhoseStagesWereOverBeforeTheFinishSettlesWithIt() {
        OpenScope scope = fixture.handle(() -> after(CompletableFuture.completedFuture("over")));
        fixture.threads.runAll();
        assertThat(only()).isNotDone();
        scope.finish(Outcome.completed(200));
        assertThat(only()).isCompleted();
    }

    @Test
    void r10_aTaskAfterTheScopeHadSettledGetsAFurtherStage() {
        OpenScope scope = fixture.handle(() -> after(() -> {}));
        AfterScope handle = scope.scope(Requests.HANDLER);
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(only()).isCompleted();
        handle.after(() -> {});
        assertThat(awaited).hasSize(2);
        assertThat(awaited.get(1)).isNotDone();
        fixture.threads.runAll();
        assertThat(awaited.get(1)).isCompleted();
    }

    @Test
    void r23_aHostThatThrowsIsLoggedAndTheTaskStillRuns() {
        List<String> log = new ArrayList<>();
        Fixture broken = new Fixture(options -> options.waitUntil(settled -> {
            throw new IllegalStateException("host");
        }));
        try (Logged logged = new Logged()) {
            broken.exchange(() -> after(() -> log.add("ran")));
            assertThat(logged.lines(Level.ERROR)).singleElement().asString().contains("waitUntil");
        }
        assertThat(log).containsExactly("ran");
    }
}
