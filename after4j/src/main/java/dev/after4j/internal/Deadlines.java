package dev.after4j.internal;

import dev.after4j.TaskEnd;
import dev.after4j.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What runs now, and one alarm for all its deadlines, which exists only while something runs (R21). */
final class Deadlines {
    private static final Duration SWEEP = Duration.ofMillis(50);

    private final TimeSource time;
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean armed = new AtomicBoolean();

    Deadlines(TimeSource time) {
        this.time = time;
    }

    void add(Run run) {
        runs.add(run);
        arm();
    }

    void remove(Run run) {
        runs.remove(run);
    }

    /** Runs whose task was stopped although their thread has not returned. */
    int overdue() {
        return (int) runs.stream().filter(Run::stopped).count();
    }

    void stopAll(TaskEnd.Kind kind) {
        runs.forEach(run -> run.stop(kind));
    }

    private void arm() {
        if (!armed.get() && armed.compareAndSet(false, true)) time.schedule(SWEEP, this::sweep);
    }

    private void sweep() {
        armed.set(false);
        long now = time.nanoTime();
        List<Run> alive = runs.stream().filter(run -> !run.task.hasEnded()).toList();
        if (!alive.isEmpty()) arm(); // first, so that a slow listener delays no other deadline
        for (Run run : alive) if (run.past(now)) run.stop(TaskEnd.Kind.TIMED_OUT);
    }
}
