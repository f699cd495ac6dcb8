package dev.after4j.spring;

import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;

/**
 * What tasks do now and how the last ones failed: names and numbers, but no messages and no payloads. Remembers no task
 * that has ended, nor anything of its request.
 */
@Endpoint(id = "after", defaultAccess = Access.READ_ONLY)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(AfterEndpoint.class)
final class AfterEndpoint implements AfterListener {
    static final int OLDEST = 10;
    static final int LAST = 20;

    private static final Set<TaskEnd.Kind> FAILURES =
            EnumSet.of(TaskEnd.Kind.FAILED, TaskEnd.Kind.TIMED_OUT, TaskEnd.Kind.REJECTED, TaskEnd.Kind.ABANDONED);

    /** Asked for later: the runtime asks for its listeners. */
    private final ObjectProvider<AfterRuntime> runtime;

    private final Clock clock;
    private final Map<TaskInfo, Instant> started = new ConcurrentHashMap<>();
    /** Newest first; guarded by itself. */
    private final Deque<Failure> failures = new ArrayDeque<>();

    AfterEndpoint(ObjectProvider<AfterRuntime> runtime, ObjectProvider<Clock> clock) {
        this.runtime = runtime;
        this.clock = clock.getIfUnique(Clock::systemUTC);
    }

    /** All of it, at about one moment. */
    record State(
            boolean draining, Limits limits, Counts counts, List<Running> oldestRunning, List<Failure> lastFailures) {}

    /** As {@code after4j.*} has set them. */
    record Limits(int maxRunning, int maxWaiting, Duration maxDuration, Duration drainTimeout) {
        static Limits of(AfterRuntime runtime) {
            return new Limits(
                    runtime.maxRunning(), runtime.maxWaiting(), runtime.maxDuration(), runtime.drainTimeout());
        }
    }

    /** Since the start, and now. */
    record Counts(long registered, long pending, int waiting, int running, int overdue, Map<TaskEnd.Kind, Long> ended) {
        static Counts of(AfterRuntime runtime) {
            Map<TaskEnd.Kind, Long> ended = new EnumMap<>(TaskEnd.Kind.class);
            for (TaskEnd.Kind kind : TaskEnd.Kind.values()) ended.put(kind, runtime.ended(kind));
            return new Counts(
                    runtime.registered(),
                    runtime.pending(),
                    runtime.waiting(),
                    runtime.running(),
                    runtime.overdue(),
                    ended);
        }
    }

    /** A task that has begun and not ended. */
    record Running(String task, String scope, Instant since, Duration runningFor) {}

    /** A task that did not do what it was to do. */
    record Failure(
            String task,
            String scope,
            TaskEnd.Kind end,
            @Nullable String error,
            Instant at) {}

    @ReadOperation
    State state() {
        AfterRuntime watched = runtime.getObject();
        return new State(watched.draining(), Limits.of(watched), Counts.of(watched), oldestRunning(), lastFailures());
    }

    private List<Running> oldestRunning() {
        Instant now = now();
        return started.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .limit(OLDEST)
                .map(task -> running(task.getKey(), task.getValue(), now))
                .toList();
    }

    private static Running running(TaskInfo task, Instant since, Instant now) {
        return new Running(task.name(), task.scope(), since, Duration.between(since, now));
    }

    private List<Failure> lastFailures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    @Override
    public void started(TaskInfo task) {
        started.put(task, now());
    }

    @Override
    public void ended(TaskInfo task, TaskEnd end) {
        started.remove(task);
        if (FAILURES.contains(end.kind())) remember(task, end);
    }

    private void remember(TaskInfo task, TaskEnd end) {
        String error = end.error().map(thrown -> thrown.getClass().getName()).orElse(null);
        Failure failure = new Failure(task.name(), task.scope(), end.kind(), error, now());
        synchronized (failures) {
            failures.addFirst(failure);
            if (failures.size() > LAST) failures.removeLast();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
