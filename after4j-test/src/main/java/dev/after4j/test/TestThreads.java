package dev.after4j.test;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Keeps what the runtime wants to run until the test's own thread runs it, in order. One command runs one body at most. */
final class TestThreads implements Executor {
    /** Not every end comes with a command: after a drain the runtime abandons on a thread of its own. */
    private static final int LOOK_AGAIN_MILLIS = 10;

    private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
    private final ReentrantLock running = new ReentrantLock();

    @Override
    public void execute(Runnable command) {
        commands.add(command);
    }

    boolean isIdle() {
        return commands.isEmpty();
    }

    void runAll() {
        runUntil(() -> false);
    }

    /** Runs what is there. Inside a task it does nothing: whoever runs that task goes on when it has returned. */
    void runUntil(BooleanSupplier enough) {
        if (running.isHeldByCurrentThread()) return;
        running.lock();
        try {
            for (Runnable next; !enough.getAsBoolean() && (next = commands.poll()) != null; ) next.run();
        } finally {
            running.unlock();
        }
    }

    /** Runs what is there and what other threads bring, waiting in real time; false if that took too long. */
    boolean awaitUntil(BooleanSupplier enough, Duration atMost) throws InterruptedException {
        if (running.isHeldByCurrentThread())
            throw new IllegalStateException(
                    "awaitTasks() was called inside a task, and would wait for that task itself");
        long until = System.nanoTime() + atMost.toNanos();
        running.lock();
        try {
            while (!enough.getAsBoolean()) {
                Runnable next = commands.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) next.run();
                else if (System.nanoTime() > until) return false;
            }
            return true;
        } finally {
            running.unlock();
        }
    }
}
