package dev.after4j;

import java.time.Duration;
import java.util.List;

/** What a drain found and what it had to leave (R22); its {@code toString} is the summary line of the log. */
public final class DrainReport {
    private final long pending;
    private final List<TaskInfo> abandoned;
    private final Duration took;

    /** For runtimes, and for tests of what prints it. */
    public DrainReport(long pending, List<TaskInfo> abandoned, Duration took) {
        this.pending = pending;
        this.abandoned = List.copyOf(abandoned);
        this.took = took;
    }

    /** How many tasks were pending when the drain began. */
    public long pending() {
        return pending;
    }

    /** The tasks that had not ended when the time was over; each was reported ABANDONED. */
    public List<TaskInfo> abandoned() {
        return abandoned;
    }

    /** How long it took. */
    public Duration took() {
        return took;
    }

    @Override
    public String toString() {
        return "after4j drained: " + pending + " pending at the start, " + abandoned.size() + " abandoned, "
                + took.toMillis() + " ms" + (abandoned.isEmpty() ? "" : " " + abandoned);
    }
}
