package dev.after4j.test;

import dev.after4j.spi.TimeSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Stands still until the test moves it, or a drain has nothing left to run. */
final class TestClock implements TimeSource {
    private record Alarm(long at, Runnable action) {}

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(Alarm::at));
    private final TestThreads threads;
    private long now;

    TestClock(TestThreads threads) {
        this.threads = threads;
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized void schedule(Duration delay, Runnable alarm) {
        alarms.add(new Alarm(now + delay.toNanos(), alarm));
    }

    /** A drain waits here: runs its tasks, and lets the time pass that the others do not use. */
    @Override
    public void await(CountDownLatch done, Duration atMost) {
        advance(atMost, () -> {
            threads.runAll();
            return done.getCount() == 0;
        });
    }

    /** Moves on from alarm to alarm, asking {@code enough} before each, with no lock held while they ring. */
    void advance(Duration by, BooleanSupplier enough) {
        long until = nanoTime() + by.toNanos();
        while (!enough.getAsBoolean()) {
            Alarm due = next(until);
            if (due == null) return;
            due.action().run();
        }
    }

    /** The next alarm, with the clock set to it; null, with the clock set to {@code until}, if none comes before. */
    private synchronized @Nullable Alarm next(long until) {
        Alarm first = alarms.peek();
        boolean due = first != null && first.at() <= until;
        now = Math.max(now, due ? first.at() : until);
        return due ? alarms.poll() : null;
    }
}
