package dev.after4j.bench;

import static dev.after4j.After.after;

import dev.after4j.AfterRuntime;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Registering, finishing and running tasks, all on one thread: without carrier, request data and dispatch, with the
 * time limit. The floor keeps the same lambdas in a new list and runs them in order.
 */
@State(Scope.Thread)
public class RegisterBench {
    private final CommandQueue threads = new CommandQueue();
    private final AfterRuntime runtime =
            AfterRuntime.builder().executor(threads).carriers(List.of()).build();
    private int ran;

    @Benchmark
    public int list1() {
        List<Runnable> tasks = new ArrayList<>();
        tasks.add(() -> ran++);
        return runAll(tasks);
    }

    @Benchmark
    public int after1() {
        return inScope(() -> {
            after(() -> ran++);
            return ran;
        });
    }

    @Benchmark
    public int list4() {
        List<Runnable> tasks = new ArrayList<>();
        tasks.add(() -> ran++);
        tasks.add(() -> ran += 2);
        tasks.add(() -> ran += 3);
        tasks.add(() -> ran += 4);
        return runAll(tasks);
    }

    @Benchmark
    public int after4() {
        return inScope(() -> {
            after(() -> ran++);
            after(() -> ran += 2);
            after(() -> ran += 3);
            after(() -> ran += 4);
            return ran;
        });
    }

    private int runAll(List<Runnable> tasks) {
        for (Runnable task : tasks) task.run();
        return ran;
    }

    private int inScope(AfterRuntime.Body<Integer, RuntimeException> body) {
        runtime.inScope("job", body);
        threads.runAll();
        return ran;
    }
}
