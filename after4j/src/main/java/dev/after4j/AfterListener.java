package dev.after4j;

/**
 * Told of every task. Called on the task's thread, another of the runtime's or the one that drains, never on the
 * request's, and from several threads at once; a slow listener delays tasks. What it throws is logged and ignored (R19).
 *
 * <pre>{@code
 * AfterRuntime.builder().listener(new AfterListener() {
 *     @Override public void ended(TaskInfo task, TaskEnd end) { meters.count(task.name(), end.kind()); }
 * });
 * }</pre>
 */
public interface AfterListener {
    /**
     * The body of {@code task} is about to begin: called on its thread, in its context, and never after its end was told.
     * Not called for tasks whose body never begins, nor for running stages.
     */
    default void started(TaskInfo task) {}

    /** {@code task} has ended; called exactly once for each registration (R08). */
    default void ended(TaskInfo task, TaskEnd end) {}

    /** A drain begins: called once, on the thread that drains, before it waits for anything (R22). */
    default void draining() {}
}
