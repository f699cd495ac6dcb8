package dev.after4j;

import dev.after4j.internal.Binding;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** One response being produced, or one unit of work. Safe to hand to other threads. */
public sealed interface AfterScope permits Binding {
    /** See {@link After#after(AfterTask)}. */
    default void after(AfterTask task) {
        after(TaskOptions.unnamed(), task);
    }

    /** See {@link After#after(TaskOptions, AfterTask)}. */
    void after(TaskOptions options, AfterTask task);

    /** See {@link After#after(AsyncAfterTask)}. */
    default void after(AsyncAfterTask task) {
        after(TaskOptions.unnamed(), task);
    }

    /** See {@link After#after(TaskOptions, AsyncAfterTask)}. */
    void after(TaskOptions options, AsyncAfterTask task);

    /** See {@link After#after(CompletionStage)}. */
    default void after(CompletionStage<?> running) {
        after(TaskOptions.unnamed(), running);
    }

    /** See {@link After#after(TaskOptions, CompletionStage)}. */
    void after(TaskOptions options, CompletionStage<?> running);

    /** Runs {@code body} on this thread with this scope bound; the scope does not settle meanwhile. */
    void run(Runnable body);

    /** An executor that runs each command as {@link #run} does, on the threads of {@code executor}. */
    default Executor propagating(Executor executor) {
        return command -> executor.execute(() -> run(command));
    }

    /** What the scope is about, such as {@code POST /orders}. */
    String description();

    /** How the response ended; empty before the finish. */
    Optional<Outcome> outcome();
}
