package dev.after4j.spring;

import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.spi.ContextCarrier;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A runtime whose tasks run on the test's thread when it says so. */
final class Tasks {
    private final Queue<Runnable> commands = new ArrayDeque<>();
    private final AfterRuntime.Builder builder =
            AfterRuntime.builder().executor(this::add).carriers(List.of());
    final AfterRuntime runtime;

    Tasks(AfterListener listener, ContextCarrier... carriers) {
        for (ContextCarrier each : carriers) builder.carrier(each);
        runtime = builder.listener(listener).build();
    }

    private synchronized void add(Runnable command) {
        commands.add(command);
    }

    private synchronized Runnable next() {
        return commands.poll();
    }

    /** Runs {@code body} in a scope of its own, and then its tasks. */
    void exchange(Runnable body) {
        runtime.inScope("job", body::run);
        runAll();
    }

    void runAll() {
        for (Runnable next; (next = next()) != null; ) next.run();
    }
}
