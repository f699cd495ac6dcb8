package dev.after4j.spring;

import dev.after4j.AfterListener;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.spi.ContextCarrier;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;

/**
 * A span for each task that begins, from its start to its end, in the trace of the request and linked to the span that was
 * current where it was registered. That span ends when the request does: a task's is never within its time. A task
 * registered without one begins a trace.
 *
 * <p>The context is restored before the task has a name, and a task may be skipped after that: so the span begins when the
 * start is told of, on the same thread. Its end may be told on another, of a stage or a time limit.
 *
 * <p>Where the application traces: with Boot's stand-in for a tracer every task would be watched for nothing.
 */
@ConditionalOnClass(Tracer.class)
@ConditionalOnBean(Tracer.class)
@ConditionalOnMissingBean(name = "noopTracer")
final class TaskSpans implements ContextCarrier, AfterListener {
    private final Tracer tracer;

    @SuppressWarnings("ThreadLocalUsage") // of this tracer's tasks alone; emptied after each
    private final ThreadLocal<@Nullable Place> place = new ThreadLocal<>();

    private final Map<TaskInfo, Span> open = new ConcurrentHashMap<>();

    TaskSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Carried capture() {
        Span registering = tracer.currentSpan();
        return () -> new Place(registering);
    }

    @Override
    public void started(TaskInfo task) {
        Place here = place.get();
        if (here != null) here.enter(begin(task, here.registering));
    }

    private Span begin(TaskInfo task, @Nullable Span registering) {
        Span.Builder span = tracer.spanBuilder().name("after " + task.name());
        if (registering != null) span.setParent(registering.context()).addLink(new Link(registering));
        Span begun = span.start();
        open.put(task, begun);
        return begun;
    }

    @Override
    public void ended(TaskInfo task, TaskEnd end) {
        Span span = open.remove(task);
        if (span == null) return;
        span.tag("after4j.end", end.kind().name().toLowerCase(Locale.ROOT));
        end.error().ifPresent(span::error);
        span.end();
    }

    /** Where a task runs, from its restored context to its return. Of the task's thread alone. */
    private final class Place implements Restored {
        private final @Nullable Span registering;
        private final @Nullable Place around = place.get();
        private Tracer.@Nullable SpanInScope current;

        Place(@Nullable Span registering) {
            this.registering = registering;
            place.set(this);
        }

        void enter(Span span) {
            current = tracer.withSpan(span);
        }

        @Override
        public void close() {
            if (around == null) place.remove();
            else place.set(around);
            if (current != null) current.close();
        }
    }
}
