package dev.after4j;

import static dev.after4j.fixtures.Requests.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.ManualExecutor;
import dev.after4j.fixtures.Race;
import dev.after4j.fixtures.Requests;
import dev.after4j.spi.OpenScope;
import java.util.List;
import java.util.Queue;
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
        race.rounds(10_000, () -> {
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
