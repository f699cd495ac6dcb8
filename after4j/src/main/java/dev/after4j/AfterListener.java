package dev.after4j;

/** Told of every task. Called on the task's thread or the runtime's, never the request's; what it throws is logged (R19). */
public interface AfterListener {
    /** A body is about to begin. */
    default void started(TaskInfo task) {}

    /** A registration has ended; called once for each. */
    default void ended(TaskInfo task, TaskEnd end) {}
}
