package dev.after4j;

import static dev.after4j.After.after;
import static dev.after4j.fixtures.Requests.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.BareRequest;
import dev.after4j.fixtures.ManualExecutor;
import dev.after4j.spi.OpenScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many tasks and many scopes, on the real threads. */
class MassTest {
    private static final int DEPTH = 20_000;
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void r10_twentyThousandNestedTasksOnTheRealThreads() throws Exception {
        AfterRuntime runtime = AfterRuntime.create();
        CountDownLatch levels = new CountDownLatch(DEPTH);
        runtime.inScope("nested", () -> {
            nest(levels);
            return null;
        });
        levels.await();
        assertThat(runtime.drain().abandoned()).isEmpty();
        assertThat(runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(DEPTH);
    }

    private static void nest(CountDownLatch levels) {
        after(() -> {
            levels.countDown();
            if (levels.getCount() > 0) nest(levels);
        });
    }

    @Test
    void r08_twoThousandTasksOfOneScopeAllRun() throws Exception {
        AfterRuntime runtime = AfterRuntime.create();
        AtomicInteger ran = new AtomicInteger();
        registerTwoThousand(runtime, i -> ran.incrementAndGet());
        assertThat(runtime.drain().abandoned()).isEmpty();
        assertThat(ran).hasValue(2_000);
    }

    @Test
    void r09_onOneThreadTwoThousandTasksRunInTheirOrder() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            AfterRuntime runtime = AfterRuntime.builder().executor(one).build();
            List<Integer> order = new ArrayList<>();
            registerTwoThousand(runtime, order::add);
            assertThat(runtime.drain().abandoned()).isEmpty();
            assertThat(order).isEqualTo(IntStream.range(0, 2_000).boxed().toList());
        } finally {
            one.shutdown();
        }
    }

    private static void registerTwoThousand(AfterRuntime runtime, IntConsumer task) throws Exception {
        runtime.inScope("crowd", () -> {
            for (int i = 0; i < 2_000; i++) {
                int index = i;
                after(() -> task.accept(index));
            }
            return null;
        });
    }

    /** Whatever stayed behind of one scope, were it a single reference, would add up to many mebibytes. */
    @Test
    void r21_aMillionScopesLeaveNothingOnTheHeap() {
        ManualExecutor threads = new ManualExecutor();
        AfterRuntime runtime = AfterRuntime.builder().executor(threads).build();
        exchanges(runtime, threads, 100_000);
        long few = liveHeap();
        exchanges(runtime, threads, 900_000);
        assertThat(liveHeap() - few).isLessThan(2 * MEBIBYTE);
        assertThat(runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(1_000_000);
    }

    private static void exchanges(AfterRuntime runtime, ManualExecutor threads, int count) {
        for (int i = 0; i < count; i++) {
            OpenScope scope = OpenScope.open(runtime, new BareRequest());
            OpenScope.Entered entered = scope.enter(HANDLER);
            after(() -> {});
            entered.close();
            scope.finish(Outcome.completed(200));
            threads.runAll();
        }
    }

    private static long liveHeap() {
        for (int i = 0; i < 3; i++) System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
