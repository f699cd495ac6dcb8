package dev.after4j.internal;

import dev.after4j.TaskEnd;
import dev.after4j.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs now, and one alarm for all its deadlines, which exists only while something runs (R21). */
final class Deadlines {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final Duration SWEEP = Duration.ofMillis(50);

    private final TimeSource time;
    private final Roster<Run> runs = new Roster<>();
    private final AtomicBoolean armed = new AtomicBoolean();

    Deadlines(TimeSource time) {
        this.time = time;
    }

    void add(Run run) {
        runs.join(run.present);
        arm();
    }

    List<Run> runs() {
        return runs.present();
    }

    /** Runs whose task was stopped although their thread has not returned. */
    int overdue() {
        return (int) runs().stream().filter(Run::stopped).count();
    }

    private void arm() {
        if (!armed.get() && armed.compareAndSet(false, true)) schedule();
    }

    /** The first alarm of a process may need a thread that the system has not left. */
    private void schedule() {
        try {
            time.schedule(SWEEP, this::sweep);
        } catch (Throwable noThread) {
            armed.set(false);
            LOG.error("after4j: no alarm for time limits until the next task begins", noThread);
        }
    }

    private void sweep() {
        armed.set(false);
        long now = time.nanoTime();
        List<Run> present = runs();
        if (!present.isEmpty()) arm(); // first, so that a slow listener delays no other deadline
        for (Run run : present) if (run.past(now)) run.stop(TaskEnd.Kind.TIMED_OUT);
    }
}
