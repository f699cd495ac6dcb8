package dev.after4j;

import static dev.after4j.fixtures.Requests.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.ManualTime;
import dev.after4j.fixtures.Race;
import dev.after4j.fixtures.Requests;
import dev.after4j.spi.OpenScope;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Everything at once, on the runtime's own threads: whatever happens, each registration has one end (R08, R24). */
class StressTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int SCOPES = 4;
    private static final int TASKS = 12;

    @Test
    void r08_oneEndForEachWhateverMeets() throws Exception {
        Random random = new Random(Long.getLong("race.seed", System.nanoTime()));
        try (Race race = new Race()) {
            race.rounds(150, () -> new Application(random.nextLong()).meet(race));
        }
    }

    /** Few slots, little room, any policy; tasks of all kinds; a clock that runs, and a drain in the midst of it. */
    private static final class Application implements AfterListener {
        private final Map<TaskInfo, AtomicInteger> ends = new ConcurrentHashMap<>();
        private final AtomicInteger bodies = new AtomicInteger();
        private final AtomicInteger tooEarly = new AtomicInteger();
        private final ManualTime time = new ManualTime();
        private final Random random;
        private final int maxRunning;
        private final AfterRuntime runtime;

        Application(long seed) {
            random = new Random(seed);
            maxRunning = 1 + random.nextInt(3);
            runtime = AfterRuntime.builder()
                    .maxRunning(maxRunning)
                    .maxWaiting(random.nextInt(2 * TASKS))
                    .overflow(Overflow.values()[random.nextInt(Overflow.values().length)])
                    .maxDuration(LIMIT)
                    .time(time)
                    .listener(this)
                    .build();
        }

        @Override
        public void ended(TaskInfo task, TaskEnd end) {
            ends.computeIfAbsent(task, first -> new AtomicInteger()).incrementAndGet();
        }

        void meet(Race race) throws Exception {
            CompletableFuture<DrainReport> drained = new CompletableFuture<>();
            boolean early = random.nextBoolean();
            Random left = new Random(random.nextLong());
            Random right = new Random(random.nextLong());
            race.run(() -> exchanges(left), () -> exchanges(right), () -> timePasses(40), () -> {
                if (early) drain(drained);
            });
            if (!early) drain(drained);
            // in this order: a body that still runs may register, and what it registered is abandoned a moment later
            while (!drained.isDone() || runtime.running() > 0 || runtime.pending() > 0) timePasses(1);
            check();
        }

        private void drain(CompletableFuture<DrainReport> drained) {
            new Thread(() -> drained.complete(runtime.drain())).start();
        }

        private void timePasses(int steps) {
            for (int i = 0; i < steps; i++) time.advance(Duration.ofMillis(100));
        }

        private void exchanges(Random chance) {
            for (int i = 0; i < SCOPES; i++) {
                OpenScope scope = OpenScope.open(runtime, new Requests());
                AfterScope handle = scope.scope(HANDLER);
                for (int task = 0; task < TASKS; task++) register(handle, chance.nextInt(7));
                OpenScope page = pageOf(handle, chance);
                if (chance.nextInt(4) == 0) scope.discard();
                scope.finish(Outcome.completed(200));
                page.discard();
                register(handle, chance.nextInt(7));
                scope.finish(Outcome.aborted(0));
            }
        }

        private OpenScope pageOf(AfterScope request, Random chance) {
            OpenScope page = OpenScope.open(runtime, "page", AfterScope.Reason.FIRST_RENDER);
            for (int task = 0; task < 2; task++) register(page.scope(HANDLER), chance.nextInt(7));
            if (chance.nextBoolean()) page.finishAfter(request, Outcome.completed(200));
            return page;
        }

        private void register(AfterScope scope, int kind) {
            switch (kind) {
                case 0 -> scope.after(() -> fail(scope));
                case 1 -> scope.after(() -> wait(scope));
                case 2 -> scope.after(() -> nest(scope));
                case 3 -> scope.after(() -> begin(scope, CompletableFuture.completedFuture(1)));
                case 4 -> scope.after(() -> begin(scope, new CompletableFuture<>()));
                case 5 -> scope.after(new CompletableFuture<>());
                default -> scope.after(() -> enter(scope));
            }
        }

        private void enter(AfterScope scope) {
            bodies.incrementAndGet();
            if (scope.outcome().isEmpty()) tooEarly.incrementAndGet();
        }

        private void fail(AfterScope scope) {
            enter(scope);
            throw new IllegalStateException("on purpose");
        }

        private void wait(AfterScope scope) throws InterruptedException {
            enter(scope);
            new CountDownLatch(1).await();
        }

        private void nest(AfterScope scope) {
            enter(scope);
            scope.after(() -> enter(scope));
        }

        private CompletableFuture<Integer> begin(AfterScope scope, CompletableFuture<Integer> stage) {
            enter(scope);
            return stage;
        }

        private void check() {
            long ended = Arrays.stream(TaskEnd.Kind.values())
                    .mapToLong(runtime::ended)
                    .sum();
            assertThat(ended).as("ends").isEqualTo(runtime.registered());
            assertThat(ends.values()).as("ends of each").hasSize((int) ended).allMatch(end -> end.get() == 1);
            assertThat(bodies).as("bodies").hasValueLessThanOrEqualTo((int) ended);
            assertThat(tooEarly).as("bodies before their finish").hasValue(0);
            assertThat(runtime.waiting()).as("waiting").isZero();
        }
    }
}
