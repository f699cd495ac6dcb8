package dev.after4j.internal;

import dev.after4j.TaskInfo;
import dev.after4j.TaskOptions;
import dev.after4j.spi.ContextCarrier.Carried;
import dev.after4j.spi.Surface;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One registration: what to run, in which context, and its one end. */
final class Task {
    @Nullable Task next;
    final Surface surface;
    final TaskOptions options;
    final Object body;
    final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    final Carried[] carried;
    final long registeredNanos;
    private final String name;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Scope scope;

    Task(Scope scope, Surface surface, TaskOptions options, Object body) {
        this.scope = scope;
        this.surface = surface;
        this.options = options;
        this.body = body;
        this.name = options.name().orElseGet(() -> TaskNames.OF.get(body.getClass()));
        this.carried = scope.runtime.capture();
        this.registeredNanos = scope.runtime.time.nanoTime();
    }

    /** The scope, until the end. */
    @Nullable Scope scope() {
        return scope;
    }

    /** Ends the task, unless it has ended; the winner must report the end. */
    @Nullable Scope end() {
        Scope mine = scope;
        if (!ended.compareAndSet(false, true)) return null;
        scope = null;
        return mine;
    }

    boolean hasEnded() {
        return ended.get();
    }

    Duration limit(Duration ofRuntime) {
        Duration own = options.limit().orElse(ofRuntime);
        return own.compareTo(ofRuntime) < 0 ? own : ofRuntime;
    }

    TaskInfo info(Scope in) {
        return new TaskInfo(name, in.description());
    }

    static Duration between(long from, long to) {
        return Duration.ofNanos(Math.max(0, to - from));
    }
}
