package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Requests;
import dev.after4j.spi.OpenScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R05 to R10 and R13, as far as they are the runtime's own. */
class FinishTest {
    private final Fixture fixture = new Fixture();
    private final List<Object> log = new ArrayList<>();

    @Test
    void r05_noTaskStartsBeforeTheFinish() {
        OpenScope scope = fixture.handle(() -> after(() -> log.add("task")));
        fixture.threads.runAll();
        assertThat(log).isEmpty();
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly("task");
    }

    @Test
    void r06_theFinishOnlySignals() {
        OpenScope scope = fixture.handle(() -> after(() -> log.add("task")));
        scope.finish(Outcome.completed(200));
        assertThat(log).isEmpty();
        assertThat(fixture.threads.isEmpty()).isFalse();
    }

    @Test
    void r07_theyRunWhateverBecameOfTheResponse() {
        for (Outcome outcome : List.of(
                Outcome.completed(404),
                Outcome.completed(500),
                Outcome.failed(200, new IllegalStateException("half-way")),
                Outcome.aborted(0))) {
            fixture.handle(() -> after(() -> log.add(After.outcome().kind()))).finish(outcome);
        }
        fixture.threads.runAll();
        assertThat(log)
                .containsExactly(
                        Outcome.Kind.COMPLETED, Outcome.Kind.COMPLETED, Outcome.Kind.FAILED, Outcome.Kind.ABORTED);
    }

    @Test
    void r07_aHandlerThatOutlivesItsClientGoesOnRegistering() {
        OpenScope scope = fixture.open();
        fixture.enter(scope, () -> {
            scope.finish(Outcome.aborted(0));
            after(() -> log.add("late"));
            assertThat(log).isEmpty();
        });
        fixture.threads.runAll();
        assertThat(log).containsExactly("late");
    }

    @Test
    void r08_repeatedFinishesRunNothingTwiceAndTheFirstOutcomeStays() {
        OpenScope scope =
                fixture.handle(() -> after(() -> log.add(After.outcome().kind())));
        scope.finish(Outcome.completed(200));
        scope.finish(Outcome.aborted(0));
        fixture.threads.runAll();
        scope.finish(Outcome.aborted(0));
        fixture.threads.runAll();
        assertThat(log).containsExactly(Outcome.Kind.COMPLETED);
    }

    @Test
    void r08_registeredIsEndedPlusPending() {
        OpenScope scope = fixture.handle(() -> {
            after(() -> log.add(fixture.runtime.pending()));
            after(() -> log.add(fixture.runtime.pending()));
        });
        assertThat(fixture.runtime.registered()).isEqualTo(2);
        assertThat(fixture.runtime.pending()).isEqualTo(2);
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly(2L, 1L);
        assertThat(fixture.runtime.pending()).isZero();
        assertThat(fixture.runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(2);
    }

    @Test
    void r08_aConditionOnTheOutcomeMaySkip() {
        TaskOptions ifSent = TaskOptions.named("receipt").onlyWhen(Outcome::successful);
        fixture.handle(() -> after(ifSent, () -> log.add("receipt"))).finish(Outcome.completed(500));
        fixture.threads.runAll();
        assertThat(log).isEmpty();
        assertThat(fixture.recorder.summary()).containsExactly("receipt SKIPPED");
    }

    @Test
    void r09_inTheOrderOfRegistration() {
        fixture.exchange(() -> IntStream.range(0, 2_000).forEach(i -> after(() -> log.add(i))));
        assertThat(log)
                .hasSize(2_000)
                .isEqualTo(new ArrayList<>(IntStream.range(0, 2_000).boxed().toList()));
    }

    @Test
    void r09_noTaskWaitsForAnotherToEnd() throws Exception {
        AfterRuntime runtime = AfterRuntime.create();
        var first = new java.util.concurrent.CountDownLatch(1);
        runtime.inScope("order", () -> {
            after(() -> first.await());
            after(first::countDown);
            return null;
        });
        DrainReport report = runtime.drain();
        assertThat(report.abandoned()).isEmpty();
    }

    @Test
    void r10_aTaskOfATaskIsNeverRunInsideTheCall() {
        fixture.exchange(() -> after(() -> {
            after(() -> log.add("nested"));
            log.add("outer");
        }));
        assertThat(log).containsExactly("outer", "nested");
    }

    @Test
    void r10_twentyThousandLevelsUseNoStack() {
        fixture.exchange(() -> after(() -> nest(20_000)));
        assertThat(log).containsExactly("bottom");
        assertThat(fixture.runtime.pending()).isZero();
    }

    private void nest(int levels) {
        if (levels == 0) log.add("bottom");
        else after(() -> nest(levels - 1));
    }

    @Test
    void r13_tasksSeeStatusErrorAndTheTimeTheRequestTook() {
        IllegalStateException cause = new IllegalStateException("no stock");
        OpenScope scope = OpenScope.open(fixture.runtime, new Requests(fixture.time.nanoTime()));
        fixture.enter(scope, () -> after(() -> log.add(After.outcome())));
        fixture.time.advance(Duration.ofMillis(250));
        scope.finish(Outcome.completed(500).withError(cause));
        fixture.threads.runAll();
        Outcome seen = (Outcome) log.get(0);
        assertThat(seen.status()).hasValue(500);
        assertThat(seen.error()).containsSame(cause);
        assertThat(seen.duration()).isEqualTo(Duration.ofMillis(250));
        assertThat(seen.successful()).isFalse();
    }

    @Test
    void r13_successfulIsCompletedWithAStatusBelow400() {
        assertThat(Outcome.completed(204).successful()).isTrue();
        assertThat(Outcome.completed(304).successful()).isTrue();
        assertThat(Outcome.completed(0).successful()).isTrue();
        assertThat(Outcome.completed(400).successful()).isFalse();
        assertThat(Outcome.aborted(200).successful()).isFalse();
    }

    @Test
    void r13_beforeTheFinishAskingForTheOutcomeIsAnError() {
        fixture.handle(() -> {
            assertThat(After.scope().outcome()).isEmpty();
            assertThatThrownBy(After::outcome)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("POST /orders/7")
                    .hasMessageContaining("inside a task");
        });
    }
}
