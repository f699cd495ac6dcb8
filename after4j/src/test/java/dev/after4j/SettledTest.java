package dev.after4j;

import static dev.after4j.After.after;
import static dev.after4j.fixtures.Requests.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.Fixture;
import dev.after4j.spi.OpenScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** When a scope has settled, for who asks it. */
class SettledTest {
    private final Fixture fixture = new Fixture();

    private static CompletableFuture<Void> settled(OpenScope scope) {
        return scope.settled().toCompletableFuture();
    }

    @Test
    void r10_withTheLastOfItsTasksNestedOnesIncluded() {
        OpenScope scope = fixture.open();
        CompletableFuture<Void> before = settled(scope);
        fixture.enter(scope, () -> after(() -> after(() -> assertThat(before).isNotDone())));
        scope.finish(Outcome.completed(200));
        CompletableFuture<Void> meanwhile = settled(scope);
        assertThat(before).isNotDone();
        assertThat(meanwhile).isNotDone();
        fixture.threads.runAll();
        assertThat(before).isCompleted();
        assertThat(meanwhile).isCompleted();
        assertThat(settled(scope)).isCompleted();
        assertThat(fixture.runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(2);
    }

    @Test
    void withoutTasksWithTheFinish() {
        OpenScope scope = fixture.open();
        CompletableFuture<Void> settled = settled(scope);
        assertThat(settled).isNotDone();
        scope.finish(Outcome.completed(200));
        assertThat(settled).isCompleted();
        assertThat(settled(scope)).isCompleted();
    }

    @Test
    void withTheCodeThatIsStillEntered() {
        OpenScope scope = fixture.open();
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        fixture.enter(scope, () -> {
            scope.finish(Outcome.aborted(0));
            asked.add(settled(scope));
            assertThat(asked.get(0)).isNotDone();
        });
        assertThat(asked.get(0)).isCompleted();
    }

    @Test
    void neverFailsBecauseATaskFailed() {
        OpenScope scope = fixture.handle(() -> after(() -> {
            throw new IllegalStateException("task");
        }));
        CompletableFuture<Void> settled = settled(scope);
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(settled).isCompleted();
    }

    @Test
    void r24_whatIsThrownAwaySettlesWhenItsTasksHaveEnded() {
        OpenScope scope = fixture.handle(() -> {
            after(() -> {});
            after(new CompletableFuture<>());
        });
        CompletableFuture<Void> settled = settled(scope);
        scope.discard();
        assertThat(settled).isNotDone();
        fixture.threads.runAll();
        assertThat(settled).isCompleted();
    }

    @Test
    void r24_whatIsThrownAwayWithoutTasksSettlesAtOnce() {
        OpenScope scope = fixture.open();
        CompletableFuture<Void> settled = settled(scope);
        scope.discard();
        assertThat(settled).isCompleted();
    }

    @Test
    void aTaskThatComesLaterIsWaitedForByWhoAsksLater() {
        OpenScope scope = fixture.open();
        scope.finish(Outcome.completed(200));
        CompletableFuture<Void> before = settled(scope);
        scope.scope(HANDLER).after(() -> {});
        assertThat(before).isCompleted();
        CompletableFuture<Void> later = settled(scope);
        assertThat(later).isNotDone();
        fixture.threads.runAll();
        assertThat(later).isCompleted();
    }

    @Test
    void whoGivesUpWaitingEndsTheWaitingOfNobodyElse() {
        OpenScope scope = fixture.handle(() -> after(() -> {}));
        CompletableFuture<Void> other = settled(scope);
        settled(scope).cancel(true);
        scope.finish(Outcome.completed(200));
        assertThat(other).isNotDone();
        assertThat(settled(scope)).isNotDone();
        fixture.threads.runAll();
        assertThat(other).isCompleted();
    }

    @Test
    void r23_theHostWaitsForWhatWasAskedFor() {
        List<CompletionStage<?>> shown = new ArrayList<>();
        Fixture freezing = new Fixture(options -> options.waitUntil(shown::add));
        OpenScope scope = freezing.open();
        CompletableFuture<Void> settled = settled(scope);
        freezing.enter(scope, () -> after(() -> {}));
        scope.finish(Outcome.completed(200));
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).toCompletableFuture()).isNotDone();
        freezing.threads.runAll();
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).toCompletableFuture()).isCompleted();
        assertThat(settled).isCompleted();
    }
}
