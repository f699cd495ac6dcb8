package dev.after4j.spring;

import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;

/**
 * What the runtime does now and may do at most, as gauges named {@code after4j.tasks.*}; and its tasks by name and kind of
 * end, see {@link TaskTimers}. Where the application has metrics.
 */
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
final class TaskMetrics implements AfterListener, SmartInitializingSingleton {
    private final ObjectProvider<AfterRuntime> runtime;
    private final MeterRegistry registry;
    private final TaskTimers timers;

    TaskMetrics(ObjectProvider<AfterRuntime> runtime, MeterRegistry registry) {
        this.runtime = runtime;
        this.registry = registry;
        this.timers = new TaskTimers(registry);
    }

    /** Not before: the runtime asks for its listeners while it is made. */
    @Override
    public void afterSingletonsInstantiated() {
        gauge("running", "Tasks that run, and stages that they started", AfterRuntime::running);
        gauge("running.max", "Tasks that may run at once", AfterRuntime::maxRunning);
        gauge("waiting", "Tasks of finished responses that wait to begin", AfterRuntime::waiting);
        gauge("waiting.max", "Tasks that may wait", AfterRuntime::maxWaiting);
        gauge("overdue", "Tasks past their time limit that still hold a thread", AfterRuntime::overdue);
        gauge("pending", "Registered tasks that have not ended", AfterRuntime::pending);
    }

    private void gauge(String name, String description, ToDoubleFunction<AfterRuntime> measure) {
        Gauge.builder("after4j.tasks." + name, runtime.getObject(), measure)
                .description(description)
                .register(registry);
    }

    @Override
    public void ended(TaskInfo task, TaskEnd end) {
        timers.record(task.name(), end);
    }
}
