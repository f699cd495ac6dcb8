package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.after4j.fixtures.BareRequest;
import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Logged;
import dev.after4j.fixtures.Requests;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.RequestSource;
import dev.after4j.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Other people's code that does what it should not: nothing of ours is lost or counted twice. */
class HostileCodeTest {
    private final List<Object> log = new ArrayList<>();

    @Test
    void r08_aRequestThatCannotBeReadIsToldToTheCallerAndLeavesNothingPending() {
        List<CompletionStage<?>> awaited = new ArrayList<>();
        Fixture fixture = new Fixture(options -> options.waitUntil(awaited::add));
        Requests gone = new Requests();
        gone.recycle();
        OpenScope scope = OpenScope.open(fixture.runtime, gone);
        fixture.enter(scope, () -> assertThatThrownBy(() -> after(() -> {})).hasMessageContaining("recycled"));
        scope.finish(Outcome.completed(200));
        assertThat(fixture.runtime.registered()).isZero();
        assertThat(fixture.runtime.pending()).isZero();
        assertThat(awaited).isEmpty();
        assertThat(fixture.runtime.drain().pending()).isZero();
    }

    @Test
    void r14_theRequestIsReadOnceHoweverOftenItIsAskedFor() {
        AtomicInteger reads = new AtomicInteger();
        RequestSource counting = new BareRequest() {
            @Override
            public String method() {
                reads.incrementAndGet();
                return super.method();
            }
        };
        Fixture fixture = new Fixture();
        fixture.enter(OpenScope.open(fixture.runtime, counting), () -> {
            assertThat(After.scope().description()).isEqualTo("GET /");
            after(() -> {});
            assertThat(After.scope().description()).isEqualTo("GET /");
        });
        assertThat(reads).hasValue(1);
    }

    @Test
    void r19_aFailureThatCannotBePrintedIsReportedByTheTasksName() {
        Fixture fixture = new Fixture();
        try (Logged logged = new Logged()) {
            fixture.exchange(() -> {
                after(TaskOptions.named("unprintable"), () -> {
                    throw new Unprintable();
                });
                after(() -> log.add("sibling"));
            });
            assertThat(logged.lines(Level.ERROR))
                    .anySatisfy(line -> assertThat(line).contains("'unprintable'"));
        }
        assertThat(fixture.recorder.ends()).hasSize(2);
        assertThat(fixture.runtime.pending()).isZero();
        assertThat(log).containsExactly("sibling");
    }

    @Test
    void r19_aListenerThatThrowsTheUnprintableIsIgnoredToo() {
        Fixture fixture = new Fixture(options -> options.listener(new AfterListener() {
            @Override
            public void ended(TaskInfo task, TaskEnd end) {
                throw new Unprintable();
            }
        }));
        fixture.exchange(() -> after(() -> log.add("ran")));
        assertThat(log).containsExactly("ran");
        assertThat(fixture.recorder.summary()).singleElement().asString().endsWith("SUCCEEDED");
        assertThat(fixture.runtime.pending()).isZero();
        assertThat(fixture.runtime.running()).isZero();
    }

    private static final class Unprintable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw this;
        }
    }

    @Test
    void r20_aStageThatCompletesAndThrowsGivesItsSlotBackOnce() {
        Fixture fixture = new Fixture(options -> options.maxRunning(1));
        fixture.exchange(() -> after(CompletesAndThrows::new));
        assertThat(fixture.recorder.ends()).hasSize(1);
        assertThat(fixture.runtime.running()).isZero();
    }

    private static final class CompletesAndThrows extends CompletableFuture<Void> {
        CompletesAndThrows() {
            complete(null);
        }

        @Override
        public CompletableFuture<Void> whenComplete(BiConsumer<? super Void, ? super Throwable> action) {
            action.accept(null, null);
            throw new UnsupportedOperationException("whenComplete");
        }
    }

    @Test
    void r21_anAlarmThatCannotBeSetLosesNothingAndTheNextTaskSetsIt() {
        AtomicInteger asked = new AtomicInteger();
        TimeSource time = new TimeSource() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public void schedule(Duration delay, Runnable alarm) {
                if (asked.incrementAndGet() == 1) throw new IllegalStateException("no thread");
            }
        };
        Fixture fixture = new Fixture(options -> options.time(time));
        fixture.exchange(() -> after(() -> {}));
        fixture.exchange(() -> after(() -> {}));
        assertThat(fixture.runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(2);
        assertThat(asked).hasValue(2);
    }

    @Test
    void r08_anExecutorThatBreaksLosesNothing() throws Exception {
        AfterRuntime runtime = AfterRuntime.builder()
                .executor(command -> {
                    throw new AssertionError("an executor may throw anything");
                })
                .build();
        CountDownLatch ran = new CountDownLatch(2);
        runtime.inScope("job", () -> {
            after(ran::countDown);
            after(ran::countDown);
            return null;
        });
        ran.await();
        assertThat(runtime.drain().abandoned()).isEmpty();
    }

    @Test
    void r10_anExecutorThatRunsInsideTheCallIsAgainstTheRulesButLosesNothing() throws Exception {
        AfterRuntime runtime = AfterRuntime.builder().executor(Runnable::run).build();
        runtime.inScope("job", () -> {
            for (int i = 0; i < 3; i++) {
                int index = i;
                after(() -> {
                    log.add(index);
                    after(() -> log.add("nested in " + index));
                });
            }
            return null;
        });
        assertThat(log).hasSize(6);
        assertThat(runtime.pending()).isZero();
        assertThat(runtime.running()).isZero();
    }

    @Test
    void r18_anErrorOfTheMachineFailsItsTaskOnly() {
        Fixture fixture = new Fixture();
        fixture.exchange(() -> {
            after(TaskOptions.named("memory"), () -> {
                throw new OutOfMemoryError("pretended");
            });
            after(TaskOptions.named("stack"), HostileCodeTest::endless);
            after(() -> log.add("sibling"));
        });
        assertThat(fixture.recorder.summary()).startsWith("memory FAILED", "stack FAILED");
        assertThat(log).containsExactly("sibling");
        assertThat(fixture.runtime.running()).isZero();
    }

    @SuppressWarnings("InfiniteRecursion")
    private static void endless() {
        endless();
    }

    @Test
    void r08_aFinishInsideATaskIsARepeatAndIgnored() {
        Fixture fixture = new Fixture();
        OpenScope scope = fixture.open();
        fixture.enter(
                scope,
                () -> after(() -> {
                    scope.finish(Outcome.aborted(0));
                    log.add(After.outcome().kind());
                }));
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly(Outcome.Kind.COMPLETED);
    }

    @Test
    void r08_aFinishInsideTheHandlerLetsItGoOn() {
        Fixture fixture = new Fixture();
        OpenScope scope = fixture.open();
        fixture.enter(scope, () -> {
            after(() -> log.add("before"));
            scope.finish(Outcome.completed(200));
            after(() -> log.add("after"));
        });
        fixture.threads.runAll();
        assertThat(log).containsExactly("before", "after");
    }

    @Test
    void r03_aScopeInsideAScopeFinishesOnItsOwnAndTheOuterOneIsBoundAgain() throws Exception {
        Fixture fixture = new Fixture();
        fixture.runtime.inScope("outer", () -> {
            after(() -> log.add("outer"));
            fixture.runtime.inScope("inner", () -> {
                after(() -> log.add(After.scope().description()));
                return null;
            });
            fixture.threads.runAll();
            assertThat(log).containsExactly("inner");
            return After.scope().description();
        });
        fixture.threads.runAll();
        assertThat(log).containsExactly("inner", "outer");
    }

    @Test
    void r10_aTaskOfAListenerIsTracked() {
        Fixture fixture = new Fixture(options -> options.listener(new AfterListener() {
            @Override
            public void ended(TaskInfo task, TaskEnd end) {
                if (task.name().equals("first")) after(TaskOptions.named("second"), () -> log.add("of the listener"));
            }
        }));
        fixture.exchange(() -> after(TaskOptions.named("first"), () -> {}));
        assertThat(log).containsExactly("of the listener");
        assertThat(fixture.recorder.summary()).containsExactly("first SUCCEEDED", "second SUCCEEDED");
    }
}
