package dev.after4j.bench;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Keeps what a runtime would give to other threads, to be run on the thread that is measured: no dispatch. */
final class CommandQueue implements Executor {
    private final ArrayDeque<Runnable> commands = new ArrayDeque<>();

    @Override
    public void execute(Runnable command) {
        commands.add(command);
    }

    void runAll() {
        for (Runnable command; (command = commands.poll()) != null; ) command.run();
    }
}
