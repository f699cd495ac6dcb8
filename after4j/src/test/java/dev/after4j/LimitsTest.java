package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Logged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R20: bounded by default, beyond that a named policy. */
class LimitsTest {
    private final List<Object> log = new ArrayList<>();
    private final CompletableFuture<Void> slot = new CompletableFuture<>();

    /** One task holds the only slot; then five are registered where two may wait. */
    private Fixture overflown(Overflow policy) {
        Fixture fixture =
                new Fixture(options -> options.maxRunning(1).maxWaiting(2).overflow(policy));
        fixture.exchange(() -> after(TaskOptions.named("holder"), () -> slot));
        fixture.exchange(() -> IntStream.range(0, 5).forEach(i -> after(TaskOptions.named("t" + i), () -> log.add(i))));
        return fixture;
    }

    private void release(Fixture fixture) {
        slot.complete(null);
        fixture.threads.runAll();
    }

    @Test
    void r20_theNewestAreRefusedByDefaultAndNothingIsLostSilently() {
        try (Logged logged = new Logged()) {
            Fixture fixture = overflown(Overflow.REJECT_NEWEST);
            assertThat(fixture.recorder.summary()).containsExactly("t4 REJECTED", "t3 REJECTED", "t2 REJECTED");
            assertThat(logged.lines(Level.WARN)).singleElement().asString().contains("more than 2", "REJECT_NEWEST");
            release(fixture);
            assertThat(logged.lines(Level.WARN)).hasSize(2).last().asString().contains("3 were refused");
            assertThat(log).containsExactly(0, 1);
            assertThat(fixture.runtime.pending()).isZero();
        }
    }

    @Test
    void r20_orTheOldest() {
        Fixture fixture = overflown(Overflow.REJECT_OLDEST);
        assertThat(fixture.recorder.summary()).containsExactly("t0 REJECTED", "t1 REJECTED", "t2 REJECTED");
        release(fixture);
        assertThat(log).containsExactly(3, 4);
    }

    @Test
    void r20_orNone() {
        Fixture fixture = overflown(Overflow.ACCEPT);
        assertThat(fixture.recorder.ends()).isEmpty();
        release(fixture);
        assertThat(log).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void r20_neverMoreAtOnceThanMaxRunning() throws Exception {
        AfterRuntime runtime = AfterRuntime.builder().maxRunning(3).build();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        runtime.inScope("burst", () -> {
            for (int i = 0; i < 200; i++)
                after(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    three.countDown();
                    three.await(); // the first three must run at the same time
                    running.decrementAndGet();
                });
            return null;
        });
        assertThat(runtime.drain().abandoned()).isEmpty();
        assertThat(most).hasValue(3);
        assertThat(runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(200);
    }

    @Test
    void r20_aStageThatWasStartedHoldsItsSlotUntilItCompletes() {
        Fixture fixture = new Fixture(options -> options.maxRunning(1));
        fixture.exchange(() -> {
            after(() -> slot);
            after(() -> log.add("second"));
        });
        assertThat(log).isEmpty();
        assertThat(fixture.runtime.running()).isEqualTo(1);
        release(fixture);
        assertThat(log).containsExactly("second");
    }

    @Test
    void r20_appliedAtTheFinishNeverInsideAfter() {
        Fixture fixture = new Fixture(options -> options.maxRunning(1).maxWaiting(0));
        var scope = fixture.handle(() -> IntStream.range(0, 9).forEach(i -> after(() -> log.add(i))));
        fixture.threads.runAll();
        assertThat(fixture.recorder.ends()).isEmpty();
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(fixture.runtime.ended(TaskEnd.Kind.REJECTED)).isEqualTo(8);
    }

    @Test
    void r20_theLimitsAreToldOnceAtStartUpInOneLine() {
        try (Logged logged = new Logged()) {
            AfterRuntime.create().close();
            assertThat(logged.lines(Level.INFO).get(0))
                    .contains("maxRunning 256", "maxWaiting 10000", "REJECT_NEWEST", "maxDuration PT30S")
                    .contains("drainTimeout PT15S");
        }
    }

    @Test
    void r20_theGreatestLimitIsNone() {
        assertThat(new Fixture(options -> options.maxRunning(Integer.MAX_VALUE)).runtime.running())
                .isZero();
    }

    @Test
    void r20_badLimitsAreRefusedAtTheCallWithTheValue() {
        AfterRuntime.Builder builder = AfterRuntime.builder();
        assertThatThrownBy(() -> builder.maxRunning(0))
                .hasMessageContaining("maxRunning")
                .hasMessageContaining("0");
        assertThatThrownBy(() -> builder.maxWaiting(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> builder.maxDuration(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> builder.drainTimeout(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
    }
}
