package dev.after4j.spring;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.TaskOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the endpoint says, and what it keeps to itself. */
class AfterEndpointTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final MovedClock clock = new MovedClock();
    private final AfterEndpoint endpoint =
            new AfterEndpoint(new Provided<>(this::runtime), new Provided<>(() -> clock));
    private final Tasks tasks = new Tasks(endpoint);

    private AfterRuntime runtime() {
        return tasks.runtime;
    }

    @Test
    void r20_limitsAndCounts() {
        tasks.exchange(() -> after(() -> {}));
        AfterEndpoint.State state = endpoint.state();
        assertThat(state.draining()).isFalse();
        assertThat(state.limits())
                .isEqualTo(new AfterEndpoint.Limits(256, 10_000, Duration.ofSeconds(30), Duration.ofSeconds(15)));
        assertThat(state.counts().registered()).isEqualTo(1);
        assertThat(state.counts().pending()).isZero();
        assertThat(state.counts().ended())
                .containsEntry(TaskEnd.Kind.SUCCEEDED, 1L)
                .containsEntry(TaskEnd.Kind.FAILED, 0L);
    }

    @Test
    void r20_theOldestRunningTasksComeFirst() {
        List<TaskInfo> begun = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            begun.add(new TaskInfo("task " + i, "GET /", "route handler"));
            endpoint.started(begun.get(i));
            clock.now = clock.now.plusSeconds(1);
        }
        endpoint.ended(begun.get(0), ended(TaskEnd.Kind.SUCCEEDED, null));
        assertThat(endpoint.state().oldestRunning())
                .hasSize(AfterEndpoint.OLDEST)
                .startsWith(new AfterEndpoint.Running("task 1", "GET /", NOON.plusSeconds(1), Duration.ofSeconds(11)))
                .noneMatch(task -> task.task().equals("task 11"));
    }

    @Test
    void r20_twoTasksOfOneNameAreTwo() {
        TaskInfo first = new TaskInfo("mail", "GET /", "route handler");
        endpoint.started(first);
        endpoint.started(new TaskInfo("mail", "GET /", "route handler"));
        endpoint.ended(first, ended(TaskEnd.Kind.SUCCEEDED, null));
        assertThat(endpoint.state().oldestRunning()).hasSize(1);
    }

    @Test
    void r02_aStageRunsUntilItCompletes() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        tasks.exchange(() -> after(TaskOptions.named("send"), () -> stage));
        assertThat(endpoint.state().oldestRunning())
                .singleElement()
                .matches(task -> task.task().equals("send"));
        stage.complete(null);
        tasks.runAll();
        assertThat(endpoint.state().oldestRunning()).isEmpty();
    }

    @Test
    void r19_theLastFailuresComeFirstAndKeepTheMessageToThemselves() {
        for (int i = 0; i < 25; i++) fail("task " + i);
        List<AfterEndpoint.Failure> failures = endpoint.state().lastFailures();
        assertThat(failures)
                .hasSize(AfterEndpoint.LAST)
                .startsWith(new AfterEndpoint.Failure(
                        "task 24", "GET /", TaskEnd.Kind.FAILED, "java.lang.IllegalStateException", NOON));
        assertThat(failures.toString()).doesNotContain("card 4711");
    }

    @Test
    void r08_whatWasRefusedOrAbandonedIsAFailureAndWhatWasSkippedIsNone() {
        endpoint.ended(new TaskInfo("refused", "GET /", "route handler"), ended(TaskEnd.Kind.REJECTED, null));
        endpoint.ended(new TaskInfo("skipped", "GET /", "route handler"), ended(TaskEnd.Kind.SKIPPED, null));
        assertThat(endpoint.state().lastFailures())
                .containsExactly(new AfterEndpoint.Failure("refused", "GET /", TaskEnd.Kind.REJECTED, null, NOON));
    }

    @Test
    void r22_showsTheDrain() {
        tasks.runtime.drain();
        assertThat(endpoint.state().draining()).isTrue();
    }

    private void fail(String name) {
        endpoint.ended(
                new TaskInfo(name, "GET /", "route handler"),
                ended(TaskEnd.Kind.FAILED, new IllegalStateException("card 4711")));
    }

    private static TaskEnd ended(TaskEnd.Kind kind, Throwable error) {
        return new TaskEnd(kind, error, Duration.ZERO, Duration.ZERO);
    }

    private static final class MovedClock extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
