package dev.after4j;

import dev.after4j.internal.Binding;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One response being produced, or one unit of work without a response. {@link After#scope()} gives the one bound to the
 * thread; it may then be handed to any thread and used there at any time, also after the finish:
 *
 * <pre>{@code
 * AfterScope scope = After.scope();
 * client.sendAsync(query, BodyHandlers.ofString())
 *         .thenAccept(reply -> scope.run(() -> prices.update(reply.body()))); // update(..) may call after(..)
 * }</pre>
 */
public sealed interface AfterScope permits Binding {
    /** Why code runs, and with it the tasks that it registers, and theirs (R25). Only {@code REQUEST} has a request. */
    enum Reason {
        /** A request is answered. */
        REQUEST,
        /** Work without a response: {@link AfterRuntime#inScope}. */
        JOB,
        /** A static page is prerendered by a build. */
        BUILD,
        /** A static page that is not kept yet is rendered when it is first asked for. */
        FIRST_RENDER,
        /** A static page that is kept is rendered anew. */
        REVALIDATE,
        /** A page is written for servers of static files. */
        EXPORT
    }

    /** {@link After#after(AfterTask)} of this scope. */
    default void after(AfterTask task) {
        after(TaskOptions.unnamed(), task);
    }

    /** {@link After#after(TaskOptions, AfterTask)} of this scope. */
    void after(TaskOptions options, AfterTask task);

    /** {@link After#after(AsyncAfterTask)} of this scope. */
    default void after(AsyncAfterTask task) {
        after(TaskOptions.unnamed(), task);
    }

    /** {@link After#after(TaskOptions, AsyncAfterTask)} of this scope. */
    void after(TaskOptions options, AsyncAfterTask task);

    /** {@link After#after(CompletionStage)} of this scope. */
    default void after(CompletionStage<?> running) {
        after(TaskOptions.unnamed(), running);
    }

    /** {@link After#after(TaskOptions, CompletionStage)} of this scope. */
    void after(TaskOptions options, CompletionStage<?> running);

    /**
     * Runs {@code body} on the calling thread with this scope bound, and then binds what was bound before (R03). The
     * finish does not wait for it; the scope does not settle meanwhile, unless it was taken in a task that has ended.
     * Throws what {@code body} throws.
     */
    void run(Runnable body);

    /**
     * An executor that runs each command as {@link #run} does, on the threads of {@code executor} (R03). What
     * {@code executor} throws reaches the caller.
     */
    default Executor propagating(Executor executor) {
        return command -> executor.execute(() -> run(command));
    }

    /** What the scope is about, for people: {@code POST /orders}, or the name of work without a response. */
    String description();

    /**
     * Why it was opened (R25). At any time, on any thread; the same in every task, also past its time limit:
     *
     * <pre>{@code
     * after(() -> {
     *     if (After.scope().reason() != AfterScope.Reason.BUILD) audit.record(post);
     * });
     * }</pre>
     */
    Reason reason();

    /** How the response ended (R13); empty before the finish. ABORTED if what was made has been thrown away (R24). */
    Optional<Outcome> outcome();
}
