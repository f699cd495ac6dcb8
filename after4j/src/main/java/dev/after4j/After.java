package dev.after4j;

import dev.after4j.internal.Binding;
import java.util.concurrent.CompletionStage;

/**
 * Runs work once the response is finished. Callable from anywhere in the code that a request runs (R01):
 *
 * <pre>{@code
 * orders.place(order);
 * after(() -> mail.confirm(order)); // nobody waits for this
 * }</pre>
 *
 * <p>Every method may be called from any thread on which a scope is bound and returns at once; outside a scope it
 * throws {@link NoAfterScopeException} (R03). A task that computes for long belongs on a platform thread:
 * {@link TaskOptions#onPlatformThread()} (R06).
 */
public final class After {
    private After() {}

    /** Runs {@code task} after the finish. */
    public static void after(AfterTask task) {
        scope().after(task);
    }

    /** Like {@link #after(AfterTask)}, with a name, a time limit, a condition or a kind of thread. */
    public static void after(TaskOptions options, AfterTask task) {
        scope().after(options, task);
    }

    /** Starts {@code task} after the finish and awaits the stage it returns. */
    public static void after(AsyncAfterTask task) {
        scope().after(task);
    }

    /** Like {@link #after(AsyncAfterTask)}, with options. */
    public static void after(TaskOptions options, AsyncAfterTask task) {
        scope().after(options, task);
    }

    /** Keeps the process waiting for a stage that runs already, and reports its failure. Never delays it. */
    public static void after(CompletionStage<?> running) {
        scope().after(running);
    }

    /** Like {@link #after(CompletionStage)}, with a name or a time limit; it cannot have a condition or a thread. */
    public static void after(TaskOptions options, CompletionStage<?> running) {
        scope().after(options, running);
    }

    /** The scope bound to this thread, to hand to other threads. */
    public static AfterScope scope() {
        return Binding.require();
    }

    /**
     * How the response ended; meant for tasks.
     *
     * @throws IllegalStateException while the response has not finished
     */
    public static Outcome outcome() {
        return scope().outcome()
                .orElseThrow(() -> new IllegalStateException("The response of " + scope().description()
                        + " has not finished yet; call outcome() inside a task given to after(..)"));
    }
}
