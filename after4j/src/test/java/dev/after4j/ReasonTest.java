package dev.after4j;

import static dev.after4j.After.after;
import static dev.after4j.fixtures.Requests.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.ManualTime;
import dev.after4j.fixtures.Requests;
import dev.after4j.request.CurrentRequest;
import dev.after4j.spi.OpenScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R25: why code and its tasks run. */
class ReasonTest {
    private final Fixture fixture = new Fixture();
    private final List<Object> log = new ArrayList<>();

    private static AfterScope.Reason here() {
        return After.scope().reason();
    }

    private void noteReasons() {
        log.add(here());
        after(() -> {
            log.add(here());
            after(() -> log.add(here()));
        });
    }

    @Test
    void r25_aTaskOfARequestCanAskWhyItRuns() {
        fixture.exchange(this::noteReasons);
        assertThat(log).hasSize(3).containsOnly(AfterScope.Reason.REQUEST);
    }

    @Test
    void r25_aTaskOfAJobToo() throws Exception {
        fixture.runtime.inScope("nightly", this::noteReasons);
        fixture.threads.runAll();
        assertThat(log).hasSize(3).containsOnly(AfterScope.Reason.JOB);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REQUEST")
    void r25_aTaskCanAskWhyItRunsAndHasNoRequest(AfterScope.Reason reason) {
        OpenScope scope = OpenScope.open(fixture.runtime, "render of /teas", reason);
        fixture.enter(scope, () -> {
            noteReasons();
            after(
                    TaskOptions.named("asks"),
                    () -> assertThatIllegalStateException()
                            .isThrownBy(CurrentRequest::get)
                            .withMessageContaining("'render of /teas' has no request"));
        });
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).hasSize(3).containsOnly(reason);
        assertThat(fixture.runtime.ended(TaskEnd.Kind.FAILED)).isZero();
        assertThat(fixture.recorder.ends())
                .extracting(ended -> ended.task().scope())
                .containsOnly("render of /teas");
    }

    @Test
    void r25_alsoWhenItsTimeIsOver() throws Exception {
        ManualTime time = new ManualTime();
        AfterRuntime runtime = AfterRuntime.builder().time(time).build();
        OpenScope render = OpenScope.open(runtime, "render of /teas", AfterScope.Reason.BUILD);
        assertThat(reasonPastTheLimit(render, time)).isEqualTo(AfterScope.Reason.BUILD);
        OpenScope request = OpenScope.open(runtime, new Requests());
        assertThat(reasonPastTheLimit(request, time)).isEqualTo(AfterScope.Reason.REQUEST);
    }

    private static AfterScope.Reason reasonPastTheLimit(OpenScope scope, ManualTime time) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<AfterScope.Reason> asked = new CompletableFuture<>();
        scope.scope(HANDLER).after(() -> {
            begun.countDown();
            while (!Thread.currentThread().isInterrupted()) Thread.yield();
            asked.complete(here());
        });
        scope.finish(Outcome.completed(200));
        begun.await();
        time.advance(Duration.ofMillis(50));
        time.advance(Duration.ofSeconds(31));
        return asked.get();
    }

    @Test
    void r25_theDurationOfARenderCountsFromItsOpening() {
        fixture.time.advance(Duration.ofMinutes(1));
        OpenScope scope = OpenScope.open(fixture.runtime, "render of /teas", AfterScope.Reason.BUILD);
        scope.scope(HANDLER).after(() -> log.add(After.outcome().duration()));
        fixture.time.advance(Duration.ofMillis(250));
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void r25_noScopeWithoutARequestIsThatOfOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenScope.open(fixture.runtime, "render of /teas", AfterScope.Reason.REQUEST))
                .withMessageContaining("'render of /teas'")
                .withMessageContaining("REQUEST")
                .withMessageContaining("RequestSource");
        assertThatNullPointerException()
                .isThrownBy(() -> OpenScope.open(fixture.runtime, "render of /teas", null))
                .withMessage("reason");
    }

    @Test
    void aScopeWithoutARequestHasADescription() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenScope.open(fixture.runtime, " ", AfterScope.Reason.BUILD))
                .withMessageContaining("blank");
    }

    @Test
    void aScopeKnowsItsRuntimeInTasksToo() {
        fixture.exchange(() -> {
            log.add(OpenScope.runtimeOf(After.scope()));
            after(() -> log.add(OpenScope.runtimeOf(After.scope())));
        });
        assertThat(log).hasSize(2).containsOnly(fixture.runtime);
    }
}
