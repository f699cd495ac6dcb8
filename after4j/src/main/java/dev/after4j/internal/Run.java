package dev.after4j.internal;

import dev.after4j.AfterTask;
import dev.after4j.AsyncAfterTask;
import dev.after4j.Outcome;
import dev.after4j.TaskEnd;
import dev.after4j.spi.ContextCarrier.Restored;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A task that may begin, runs on a thread, or has left a stage to await; with its deadline. */
final class Run implements Runnable {
    private static final VarHandle THREAD = Fields.of(MethodHandles.lookup(), "thread", Thread.class);

    final Task task;
    final Roster.Entry<Run> present = new Roster.Entry<>(this);
    private final DefaultRuntime runtime;
    private final boolean handedIn;
    private long startedNanos;
    private volatile boolean started;
    private volatile boolean stopped;
    /** Where the body runs; whoever takes it away either was the body or interrupts it. */
    private volatile @Nullable Thread thread;
    /** Set before {@code thread} is. */
    private @Nullable Binding binding;

    private volatile @Nullable CompletionStage<?> stage;

    Run(DefaultRuntime runtime, Task task) {
        this.runtime = runtime;
        this.task = task;
        this.handedIn = false;
    }

    /** A stage that runs already; its time counts from the finish. */
    Run(DefaultRuntime runtime, Task task, CompletionStage<?> running) {
        this.runtime = runtime;
        this.task = task;
        this.handedIn = true;
        this.stage = running;
    }

    @Override
    public void run() {
        runtime.run(this);
    }

    private void start(long now) {
        startedNanos = now;
        started = true;
    }

    /**
     * Whether its time is over. A start that nobody had the clock read for is the first look at it, which is late by
     * one sweep at most; the time of a stage that was running already counts from the finish.
     */
    boolean past(long now) {
        Scope scope = task.scope();
        if (scope == null || !running(scope)) return false;
        if (scope.isOutOfTime()) return true;
        if (started) return Reports.between(startedNanos, now).compareTo(task.limit(runtime.maxDuration())) >= 0;
        start(now);
        return false;
    }

    private boolean running(Scope scope) {
        return handedIn ? scope.outcome() != null : thread != null || stage != null;
    }

    /** The body has returned, and a stage it left has completed. */
    void left() {
        present.leave();
    }

    boolean stopped() {
        return stopped;
    }

    @Nullable
    CompletionStage<?> stage() {
        return stage;
    }

    /** When the body began, or {@code now} if it never did. */
    long began(long now) {
        return started ? startedNanos : now;
    }

    /** Runs the body here, which may leave a stage to await. No local holds the scope while the body runs (R21). */
    void body() {
        Thread current = Thread.currentThread();
        if (!enter(current)) return;
        ClassLoader before = current.getContextClassLoader();
        Restored[] restored = new Restored[task.carried.length];
        try {
            loadWith(task.loader, current);
            for (int i = 0; i < restored.length; i++) restored[i] = task.carried[i].restore();
            call();
        } catch (Throwable thrown) {
            runtime.end(this, TaskEnd.Kind.FAILED, thrown);
        } finally {
            noMoreInterrupts(current);
            close(restored);
            loadWith(before, current);
            leave();
        }
    }

    /** Setting it costs a fence, and most tasks find the right one. */
    private static void loadWith(@Nullable ClassLoader loader, Thread current) {
        if (!Objects.equals(current.getContextClassLoader(), loader)) current.setContextClassLoader(loader);
    }

    private static void close(@Nullable Restored[] restored) {
        for (int i = restored.length - 1; i >= 0; i--) {
            Restored one = restored[i];
            if (one != null) Reports.quietly("the context of a task", one::close);
        }
    }

    private boolean enter(Thread current) {
        Scope scope = task.scope();
        if (scope == null) return false;
        if (scope.isOutOfTime()) {
            stop(TaskEnd.Kind.TIMED_OUT);
            return false;
        }
        if (runtime.reports.areTimed()) start(runtime.time.nanoTime());
        binding = new Binding(scope, task.surface, true).enter();
        thread = current; // either whoever stops this task sees the thread, or the thread sees the end
        if (!task.hasEnded()) return true;
        noMoreInterrupts(current); // stopped meanwhile: it never begins
        leave();
        return false;
    }

    private void leave() {
        Binding bound = binding;
        if (bound != null) bound.close();
        binding = null;
    }

    /** From here on no interrupt can come, and one that came is not seen by the next task on this thread. */
    private void noMoreInterrupts(Thread current) {
        if (!THREAD.compareAndSet(this, current, null)) awaitInterrupt();
        Thread.interrupted();
    }

    /** Somebody has taken the thread to interrupt it, and holds the lock until that is done. */
    private synchronized void awaitInterrupt() {}

    private synchronized void interrupt() {
        Thread inBody = (Thread) THREAD.getAndSet(this, null);
        if (inBody != null) inBody.interrupt();
    }

    private void call() throws Exception {
        if (skipped()) {
            runtime.end(this, TaskEnd.Kind.SKIPPED, null);
            return;
        }
        runtime.reports.started(task);
        if (task.body instanceof AfterTask plain) {
            plain.run();
            runtime.end(this, TaskEnd.Kind.SUCCEEDED, null);
        } else {
            begin((AsyncAfterTask) task.body);
        }
    }

    private void begin(AsyncAfterTask async) throws Exception {
        CompletionStage<?> begun = async.start();
        if (begun == null) throw new NullPointerException("the task returned null instead of a CompletionStage");
        stage = begun;
        if (task.hasEnded()) cancel(begun);
    }

    private boolean skipped() {
        var condition = task.options.condition();
        if (condition.isEmpty()) return false;
        Scope scope = task.scope();
        Outcome outcome = scope == null ? null : scope.outcome();
        return outcome != null && !condition.get().test(outcome);
    }

    /** Ends the task from outside and tells its body or stage to stop. */
    void stop(TaskEnd.Kind kind) {
        stopped = true;
        if (!runtime.end(this, kind, null)) return;
        Binding bound = thread == null ? null : binding;
        if (bound != null) bound.detach();
        CompletionStage<?> begun = stage;
        if (handedIn) left();
        else if (begun != null) cancel(begun);
        interrupt();
    }

    private static void cancel(CompletionStage<?> begun) {
        Reports.quietly("cancelling a stage", () -> begun.toCompletableFuture().cancel(true));
    }
}
