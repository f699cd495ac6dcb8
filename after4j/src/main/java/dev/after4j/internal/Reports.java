package dev.after4j.internal;

import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.spi.TimeSource;
import java.time.Duration;
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

    private final TimeSource time;
    private final List<AfterListener> listeners;
    private volatile @Nullable Queue<TaskInfo> abandoned;
    private final LongAdder registered = new LongAdder();
    private final LongAdder[] ended =
            Stream.generate(LongAdder::new).limit(TaskEnd.Kind.values().length).toArray(LongAdder[]::new);

    Reports(TimeSource time, List<AfterListener> listeners) {
        this.time = time;
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
        if (!task.beginsTelling()) return;
        for (AfterListener listener : listeners) quietly("a listener", () -> listener.started(info));
        TaskEnd meanwhile = task.hasTold();
        if (meanwhile != null) tellListeners(info, meanwhile);
    }

    private void tellListeners(TaskInfo task, TaskEnd end) {
        for (AfterListener listener : listeners) quietly("a listener", () -> listener.ended(task, end));
    }

    void draining() {
        for (AfterListener listener : listeners) quietly("a listener", listener::draining);
    }

    /** Whether somebody will read how long tasks waited and ran: reading the clock is the dearest part of a task. */
    boolean areTimed() {
        return !listeners.isEmpty() || (FLIGHT_RECORDER && FlightRecorder.isOn());
    }

    /** The time, if somebody will read it. */
    long timestamp() {
        return areTimed() ? time.nanoTime() : 0;
    }

    void ended(Task task, Scope scope, @Nullable Run run, TaskEnd.Kind kind, @Nullable Throwable error) {
        boolean routine = kind == TaskEnd.Kind.SUCCEEDED || kind == TaskEnd.Kind.SKIPPED;
        if (!routine || areTimed()) tell(task, task.info(scope), describe(task, run, kind, error));
        ended[kind.ordinal()].increment();
    }

    private TaskEnd describe(Task task, @Nullable Run run, TaskEnd.Kind kind, @Nullable Throwable error) {
        long now = time.nanoTime();
        long began = run == null ? now : run.began(now);
        return new TaskEnd(kind, error, between(task.dueNanos, began), between(began, now));
    }

    static Duration between(long from, long to) {
        return Duration.ofNanos(Math.max(0, to - from));
    }

    private void tell(Task ended, TaskInfo task, TaskEnd end) {
        if (FLIGHT_RECORDER) FlightRecorder.ended(task, end);
        quietly("the log of the end of " + task, () -> log(task, end));
        Queue<TaskInfo> names = abandoned;
        if (names != null && end.kind() == TaskEnd.Kind.ABANDONED) names.add(task);
        if (!ended.holdsBack(end)) tellListeners(task, end);
    }

    /** From now on every abandoned task is added to the returned queue. */
    Queue<TaskInfo> collectAbandoned() {
        Queue<TaskInfo> names = new ConcurrentLinkedQueue<>();
        abandoned = names;
        return names;
    }

    void collectNoMore() {
        abandoned = null;
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
            logQuietly(whose, thrown);
        }
    }

    private static void logQuietly(String whose, Throwable thrown) {
        try {
            LOG.error("after4j: {} threw; ignored", whose, thrown);
        } catch (Throwable unprintable) { // a message is other people's code, too
            LOG.error("after4j: {} threw {}, which cannot be printed; ignored", whose, thrown.getClass());
        }
    }
}
