package dev.after4j.bench;

import static dev.after4j.After.after;

import dev.after4j.AfterRuntime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A batch of scopes with one task each, until the last task has run, on the runtime's own threads with limits, counts
 * and time limits on; started from a platform thread and from a virtual one. The floors start as many bare virtual
 * threads, or give as many commands to a pool.
 */
@State(Scope.Benchmark)
@OperationsPerInvocation(DispatchBench.BATCH)
public class DispatchBench {
    static final int BATCH = 5_000;

    private final AfterRuntime runtime =
            AfterRuntime.builder().carriers(List.of()).build();
    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    @TearDown
    public void stop() {
        pool.shutdown();
        runtime.close();
    }

    @Benchmark
    public void poolFromPlatform() throws InterruptedException {
        batch(pool::execute);
    }

    @Benchmark
    public void virtualFromPlatform() throws InterruptedException {
        batch(VirtualThreads::start);
    }

    @Benchmark
    public void afterFromPlatform() throws InterruptedException {
        batch(this::register);
    }

    @Benchmark
    public void virtualFromVirtual() throws InterruptedException {
        onVirtual(VirtualThreads::start);
    }

    @Benchmark
    public void afterFromVirtual() throws InterruptedException {
        onVirtual(this::register);
    }

    private void register(Runnable task) {
        try {
            runtime.inScope("job", () -> {
                after(task::run);
                return null;
            });
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void batch(Consumer<Runnable> dispatch) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(BATCH);
        startAll(dispatch, left);
        left.await();
    }

    private static void onVirtual(Consumer<Runnable> dispatch) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(BATCH);
        VirtualThreads.start(() -> startAll(dispatch, left));
        left.await();
    }

    private static void startAll(Consumer<Runnable> dispatch, CountDownLatch left) {
        for (int i = 0; i < BATCH; i++) dispatch.accept(left::countDown);
    }
}
