package dev.after4j.internal;

import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of tasks: counters, listeners, the log, the flight recorder. Never on a thread of a request (R19). */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(AfterRuntime.class);
    private static final boolean FLIGHT_RECORDER =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private final List<AfterListener> listeners;
    private volatile @Nullable Queue<TaskInfo> abandoned;
    private final LongAdder registered = new LongAdder();
    private final LongAdder[] ended =
            Stream.generate(LongAdder::new).limit(TaskEnd.Kind.values().length).toArray(LongAdder[]::new);

    Reports(List<AfterListener> listeners) {
        this.listeners = listeners;
    }

    /** On the registering thread: counts, and asks no listener. */
    void registered(Task task, Scope scope) {
        registered.increment();
        if (FLIGHT_RECORDER) FlightRecorder.registered(task, scope);
    }

    void started(Task task) {
        Scope scope = task.scope();
        if (scope == null) return;
        if (FLIGHT_RECORDER) FlightRecorder.started(task, scope);
        if (listeners.isEmpty()) return;
        TaskInfo info = task.info(scope);
        for (AfterListener listener : listeners) quietly("a listener", () -> listener.started(info));
    }

    void ended(TaskInfo task, TaskEnd end) {
        if (FLIGHT_RECORDER) FlightRecorder.ended(task, end);
        log(task, end);
        Queue<TaskInfo> names = abandoned;
        if (names != null && end.kind() == TaskEnd.Kind.ABANDONED) names.add(task);
        for (AfterListener listener : listeners) quietly("a listener", () -> listener.ended(task, end));
        ended[end.kind().ordinal()].increment();
    }

    /** From now on every abandoned task is added to the returned queue. */
    Queue<TaskInfo> collectAbandoned() {
        Queue<TaskInfo> names = new ConcurrentLinkedQueue<>();
        abandoned = names;
        return names;
    }

    private static void log(TaskInfo task, TaskEnd end) {
        switch (end.kind()) {
            case FAILED -> LOG.error("Task {} failed", task, end.error().orElse(null));
            case TIMED_OUT ->
                LOG.error(
                        "Task {} passed its time limit after {} ms",
                        task,
                        end.ran().toMillis());
            case ABANDONED -> LOG.warn("Task {} was abandoned at shutdown", task);
            default -> LOG.trace("Task {} ended: {}", task, end.kind());
        }
    }

    long registered() {
        return registered.sum();
    }

    long ended(TaskEnd.Kind kind) {
        return ended[kind.ordinal()].sum();
    }

    long pending() {
        long over = 0;
        for (LongAdder kind : ended) over += kind.sum();
        return registered.sum() - over; // read last, so that a difference of zero was true at one moment
    }

    /** Other people's code, whose failure must not change ours. */
    static void quietly(String whose, Runnable code) {
        try {
            code.run();
        } catch (Throwable thrown) {
            LOG.error("after4j: {} threw; ignored", whose, thrown);
        }
    }
}
