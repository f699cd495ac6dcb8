package dev.after4j.internal;

import dev.after4j.AfterTask;
import dev.after4j.AsyncAfterTask;
import dev.after4j.Outcome;
import dev.after4j.TaskEnd;
import dev.after4j.spi.ContextCarrier.Restored;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A body on a thread, or a stage being awaited, with its deadline. */
final class Run {
    final Task task;
    final long startedNanos;
    private final DefaultRuntime runtime;
    private final long deadlineNanos;
    private @Nullable Thread thread;
    private volatile @Nullable Binding binding;
    private volatile @Nullable CompletionStage<?> stage;

    Run(DefaultRuntime runtime, Task task) {
        this.runtime = runtime;
        this.task = task;
        this.startedNanos = runtime.time.nanoTime();
        this.deadlineNanos = startedNanos + task.limit(runtime.maxDuration).toNanos();
    }

    boolean past(long now) {
        return now - deadlineNanos >= 0;
    }

    /** Runs the body here; true if it left a stage to await. No local holds the scope while the body runs (R21). */
    boolean body() {
        enter();
        Deque<Restored> restored = new ArrayDeque<>();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(task.loader);
            for (var carried : task.carried) restored.push(carried.restore());
            call();
        } catch (Throwable thrown) {
            runtime.end(this, TaskEnd.Kind.FAILED, thrown);
        } finally {
            returned();
            while (!restored.isEmpty()) runtime.quietly("context of a task", restored.pop()::close);
            Thread.currentThread().setContextClassLoader(before);
            leave();
        }
        return stage != null && !task.hasEnded();
    }

    private void enter() {
        Scope scope = task.scope();
        if (scope == null) return;
        binding = new Binding(scope, task.surface, true).bind();
        synchronized (this) {
            thread = Thread.currentThread();
        }
    }

    private void leave() {
        Binding bound = binding;
        if (bound != null) bound.close();
        binding = null;
    }

    /** After this no interrupt can come, and one that came is not seen by the next task on this thread. */
    @SuppressWarnings("ResultOfMethodCallIgnored")
    private void returned() {
        synchronized (this) {
            thread = null;
        }
        Thread.interrupted();
    }

    private void call() throws Exception {
        if (skipped()) {
            runtime.end(this, TaskEnd.Kind.SKIPPED, null);
            return;
        }
        runtime.started(task);
        if (task.body instanceof AfterTask plain) {
            plain.run();
            runtime.end(this, TaskEnd.Kind.SUCCEEDED, null);
        } else {
            CompletionStage<?> begun = ((AsyncAfterTask) task.body).start();
            if (begun == null) throw new NullPointerException("the task returned null instead of a CompletionStage");
            stage = begun;
            if (task.hasEnded()) cancel();
        }
    }

    private boolean skipped() {
        Scope scope = task.scope();
        Outcome outcome = scope == null ? null : scope.outcome();
        return outcome != null && !task.options.condition().map(c -> c.test(outcome)).orElse(true);
    }

    @Nullable CompletionStage<?> stage() {
        return stage;
    }

    /** Ends the task from outside and tells its body or stage to stop. */
    void stop(TaskEnd.Kind kind) {
        if (!runtime.end(this, kind, null)) return;
        Binding bound = binding;
        if (bound != null) bound.detach();
        cancel();
        synchronized (this) {
            if (thread != null) thread.interrupt();
        }
    }

    private void cancel() {
        CompletionStage<?> begun = stage;
        if (begun != null) runtime.quietly("cancelling a stage", () -> begun.toCompletableFuture().cancel(true));
    }
}
