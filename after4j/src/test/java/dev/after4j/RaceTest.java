package dev.after4j;

import static dev.after4j.fixtures.Requests.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.Hurried;
import dev.after4j.fixtures.ManualExecutor;
import dev.after4j.fixtures.Race;
import dev.after4j.fixtures.Requests;
import dev.after4j.spi.OpenScope;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The state machine of one scope, entered from several threads at the same moment. */
class RaceTest {
    private static final int EACH = 8;

    private final Race race = new Race();
    private final ManualExecutor threads = new ManualExecutor();

    @AfterEach
    void stop() {
        race.close();
    }

    /** There is just room for all: a task that was handed on twice would push another out. */
    @Test
    void r08_registrationsThatMeetTheFinishRunOnceInTheirOrder() throws Exception {
        AfterRuntime runtime = AfterRuntime.builder()
                .executor(threads)
                .maxRunning(1)
                .maxWaiting(2 * EACH - 1)
                .build();
        race.rounds(5_000, () -> {
            OpenScope scope = OpenScope.open(runtime, new Requests());
            AfterScope handle = scope.scope(HANDLER);
            Queue<Integer> left = new ConcurrentLinkedQueue<>();
            Queue<Integer> right = new ConcurrentLinkedQueue<>();
            race.run(() -> register(handle, left), () -> register(handle, right), () -> finishTwice(scope));
            threads.runAll();
            List<Integer> all = IntStream.range(0, EACH).boxed().toList();
            assertThat(List.copyOf(left)).isEqualTo(all);
            assertThat(List.copyOf(right)).isEqualTo(all);
        });
        assertThat(runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(runtime.registered());
        assertThat(runtime.running()).isZero();
    }

    @Test
    void r24_registrationsThatMeetTheDiscardingAllEndDiscarded() throws Exception {
        AfterRuntime runtime = AfterRuntime.builder().executor(threads).build();
        Queue<Integer> ran = new ConcurrentLinkedQueue<>();
        race.rounds(2_000, () -> {
            OpenScope scope = OpenScope.open(runtime, new Requests());
            AfterScope handle = scope.scope(HANDLER);
            race.run(
                    () -> register(handle, ran),
                    () -> handle.after(new CompletableFuture<>()),
                    scope::discard,
                    threads::runAll);
            threads.runAll();
            assertThat(runtime.pending()).isZero();
        });
        assertThat(runtime.ended(TaskEnd.Kind.DISCARDED)).isEqualTo(runtime.registered());
        assertThat(ran).isEmpty();
    }

    @Test
    void r08_whenAFinishMeetsADiscardingOneOfThemCounts() throws Exception {
        AfterRuntime runtime = AfterRuntime.builder().executor(threads).build();
        race.rounds(2_000, () -> {
            OpenScope scope = OpenScope.open(runtime, new Requests());
            AfterScope handle = scope.scope(HANDLER);
            Queue<Integer> ran = new ConcurrentLinkedQueue<>();
            register(handle, ran);
            race.run(() -> scope.finish(Outcome.completed(200)), scope::discard);
            register(handle, ran);
            threads.runAll();
            boolean finished = handle.outcome().orElseThrow().successful();
            assertThat(ran).hasSize(finished ? 2 * EACH : 0);
            assertThat(runtime.pending()).isZero();
        });
        assertThat(runtime.ended(TaskEnd.Kind.SUCCEEDED) + runtime.ended(TaskEnd.Kind.DISCARDED))
                .isEqualTo(runtime.registered());
    }

    @Test
    void r22_aDiscardingThatMeetsTheDrainLosesNothing() throws Exception {
        race.rounds(1_500, () -> {
            AfterRuntime runtime =
                    AfterRuntime.builder().executor(threads).time(new Hurried()).build();
            OpenScope scope = OpenScope.open(runtime, new Requests());
            AfterScope handle = scope.scope(HANDLER);
            handle.after(() -> {});
            handle.after(new CompletableFuture<>());
            race.run(runtime::drain, scope::discard, () -> handle.after(() -> {}));
            while (runtime.pending() > 0) threads.runAll();
        });
    }

    @Test
    void r25_whoFollowsAScopeThatIsBeingFinishedIsFinishedOnce() throws Exception {
        AfterRuntime runtime = AfterRuntime.builder().executor(threads).build();
        race.rounds(3_000, () -> {
            OpenScope request = OpenScope.open(runtime, new Requests());
            Queue<Integer> ran = new ConcurrentLinkedQueue<>();
            race.run(
                    () -> request.finish(Outcome.completed(200)),
                    () -> page(runtime, ran).finishAfter(request.scope(HANDLER), Outcome.completed(200)),
                    () -> page(runtime, ran).finishAfter(request.scope(HANDLER), Outcome.completed(200)));
            threads.runAll();
            assertThat(ran).hasSize(2 * EACH);
        });
    }

    @Test
    void whoAsksAScopeThatIsSettlingIsTold() throws Exception {
        AfterRuntime runtime = AfterRuntime.builder().executor(threads).build();
        race.rounds(3_000, () -> {
            OpenScope scope = OpenScope.open(runtime, new Requests());
            scope.scope(HANDLER).after(() -> {});
            scope.finish(Outcome.completed(200));
            Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
            Race.Round asking = () -> asked.add(scope.settled().toCompletableFuture());
            race.run(threads::runOne, asking, asking);
            assertThat(asked).hasSize(2).allMatch(CompletableFuture::isDone);
        });
    }

    /** What is pending always has a stage that is not complete yet, and in the end every stage is. */
    @Test
    void r23_aTaskThatMeetsTheSettlingKeepsTheHostWaiting() throws Exception {
        Queue<CompletableFuture<?>> stages = new ConcurrentLinkedQueue<>();
        AfterRuntime runtime = AfterRuntime.builder()
                .executor(threads)
                .waitUntil(settled -> stages.add(settled.toCompletableFuture()))
                .build();
        race.rounds(10_000, () -> {
            stages.clear();
            OpenScope scope = OpenScope.open(runtime, new Requests());
            AfterScope handle = scope.scope(HANDLER);
            handle.after(() -> {});
            scope.finish(Outcome.completed(200));
            race.run(threads::runOne, () -> handle.after(() -> {}));
            assertThat(stages.stream().allMatch(CompletableFuture::isDone)).isFalse();
            threads.runAll();
            assertThat(stages.stream().allMatch(CompletableFuture::isDone)).isTrue();
        });
    }

    @Test
    void r22_aFirstTaskThatMeetsTheDrainIsFoundByIt() throws Exception {
        race.rounds(1_500, () -> {
            AfterRuntime runtime =
                    AfterRuntime.builder().executor(threads).time(new Hurried()).build();
            AfterScope handle = OpenScope.open(runtime, new Requests()).scope(HANDLER);
            race.run(runtime::drain, () -> handle.after(() -> {}));
            assertThat(handle.outcome()).isPresent();
            while (runtime.pending() > 0) threads.runAll();
        });
    }

    @Test
    void r20_aTaskThatMeetsTheReleaseOfTheLastSlotIsStarted() throws Exception {
        AfterRuntime runtime =
                AfterRuntime.builder().executor(threads).maxRunning(1).build();
        AfterScope handle = finished(runtime);
        race.rounds(10_000, () -> {
            CompletableFuture<Void> holder = new CompletableFuture<>();
            handle.after(() -> holder);
            threads.runAll();
            holder.complete(null); // its slot is given back by what the executor runs next
            race.run(threads::runAll, () -> {
                handle.after(() -> {});
                threads.runAll();
            });
            threads.runAll();
            assertThat(runtime.pending()).isZero();
            assertThat(runtime.running()).isZero();
        });
    }

    private static AfterScope finished(AfterRuntime runtime) {
        OpenScope scope = OpenScope.open(runtime, new Requests());
        scope.finish(Outcome.completed(200));
        return scope.scope(HANDLER);
    }

    private static OpenScope page(AfterRuntime runtime, Queue<Integer> log) {
        OpenScope page = OpenScope.open(runtime, "page", AfterScope.Reason.FIRST_RENDER);
        register(page.scope(HANDLER), log);
        return page;
    }

    private static void register(AfterScope scope, Queue<Integer> log) {
        for (int i = 0; i < EACH; i++) {
            int index = i;
            scope.after(() -> log.add(index));
        }
    }

    private static void finishTwice(OpenScope scope) {
        scope.finish(Outcome.completed(200));
        scope.finish(Outcome.aborted(0));
    }
}
