package dev.after4j.spring;

import dev.after4j.TaskEnd;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code after4j.tasks}: how long tasks ran, by {@code task} (the name) and {@code end} (the kind), so that its count is the
 * number of ends, also of tasks that never began; {@code after4j.tasks.wait}: how long those that began had waited, by
 * {@code task}. Knows a limited number of names, since each is a series that a monitoring system keeps.
 */
final class TaskTimers {
    static final int MAX_NAMES = 200;

    private static final Logger LOG = LoggerFactory.getLogger(TaskTimers.class);
    private static final Set<TaskEnd.Kind> BEGAN =
            EnumSet.of(TaskEnd.Kind.SUCCEEDED, TaskEnd.Kind.FAILED, TaskEnd.Kind.TIMED_OUT);

    private final MeterRegistry registry;
    private final Map<String, OfName> names = new ConcurrentHashMap<>();
    private final AtomicBoolean warned = new AtomicBoolean();

    TaskTimers(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(String name, TaskEnd end) {
        OfName known = names.get(name);
        (known != null ? known : add(name)).record(end);
    }

    private OfName add(String name) {
        if (names.size() >= MAX_NAMES) return other(name);
        synchronized (names) {
            return names.size() >= MAX_NAMES ? other(name) : names.computeIfAbsent(name, OfName::new);
        }
    }

    private OfName other(String name) {
        if (warned.compareAndSet(false, true))
            LOG.warn(
                    "after4j: metrics know {} names of tasks; '{}' and further ones are counted as 'other'."
                            + " Give tasks few fixed names, with TaskOptions.named(..)",
                    MAX_NAMES,
                    name);
        return names.computeIfAbsent("other", OfName::new);
    }

    /** Kept at hand: to look a timer up in the registry costs more than to record. */
    private final class OfName {
        private final String name;
        private final Map<TaskEnd.Kind, Timer> ran = new ConcurrentHashMap<>();
        private final Timer waited;

        OfName(String name) {
            this.name = name;
            this.waited = Timer.builder("after4j.tasks.wait")
                    .description("From the finish of the response to the start of the task")
                    .tag("task", name)
                    .register(registry);
        }

        void record(TaskEnd end) {
            ran.computeIfAbsent(end.kind(), this::register).record(end.ran());
            if (BEGAN.contains(end.kind())) waited.record(end.waited());
        }

        private Timer register(TaskEnd.Kind kind) {
            return Timer.builder("after4j.tasks")
                    .description("How long tasks ran")
                    .tag("task", name)
                    .tag("end", kind.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }
}
