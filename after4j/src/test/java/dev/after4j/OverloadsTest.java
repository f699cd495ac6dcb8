package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.Fixture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * R02: the table in the Javadoc of {@link After}. A form that starts a stage must be awaited: each of those leaves one
 * that never completes, and is pending; each of the others has ended.
 */
class OverloadsTest {
    private final Fixture fixture = new Fixture();
    private final AtomicInteger counter = new AtomicInteger();
    private final AfterTask work = OverloadsTest::work;

    private static CompletableFuture<String> send() {
        return new CompletableFuture<>();
    }

    private static void work() {}

    private int count() {
        return counter.incrementAndGet();
    }

    private void runs(Runnable registration) {
        fixture.exchange(registration);
        assertThat(fixture.runtime.pending()).as("a task that runs").isZero();
    }

    private void awaits(Runnable registration) {
        long before = fixture.runtime.pending();
        fixture.exchange(registration);
        assertThat(fixture.runtime.pending()).as("a stage that is awaited").isEqualTo(before + 1);
    }

    @Test
    void r02_formsThatRun() {
        runs(() -> after(() -> work())); // an expression without a value
        runs(() -> after(() -> count())); // an expression whose value is no stage
        runs(() -> after(() -> {
            work();
        })); // a block
        runs(() -> after(OverloadsTest::work)); // a method reference without a value
        runs(() -> after(this::count)); // a method reference whose value is no stage
        runs(() -> after((AfterTask) () -> {
            throw new java.io.IOException("checked");
        })); // a block that only throws fits both: the cast says which
        runs(() -> after(work)); // a task that is there already
    }

    @Test
    void r02_formsThatAreAwaited() {
        awaits(() -> after(() -> send())); // an expression that is a stage
        awaits(() -> after(() -> {
            return send();
        })); // a block that returns a stage
        awaits(() -> after(OverloadsTest::send)); // a method reference whose value is a stage
        awaits(() -> after(send())); // a stage that runs already
        awaits(() -> after((CompletionStage<?>) send()));
    }

    @Test
    void r02_aBlockThatOnlyThrowsStartsAStageAsFarAsTheCompilerKnowsAndFailsAlike() {
        fixture.exchange(() -> after(() -> {
            throw new java.io.IOException("checked");
        }));
        assertThat(fixture.recorder.only().end().error().orElseThrow()).hasMessage("checked");
    }

    @Test
    void r02_anEndlessBlockStartsAStageAsFarAsTheCompilerKnowsAndMayBeStopped() {
        fixture.exchange(() -> after(() -> {
            while (true) if (count() == 100) throw new InterruptedException("stopped");
        }));
        assertThat(fixture.recorder.only().end().error().orElseThrow()).hasMessage("stopped");
    }

    @Test
    void r02_aLambdaOfNullStartsNoStageAndFails() {
        fixture.exchange(() -> after(() -> null));
        assertThat(fixture.recorder.only().end().error().orElseThrow()).isInstanceOf(NullPointerException.class);
    }
}
