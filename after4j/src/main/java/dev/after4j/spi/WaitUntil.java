package dev.after4j.spi;

import java.util.concurrent.CompletionStage;

/** A host that would otherwise freeze or end the process after the response (R23). */
@FunctionalInterface
public interface WaitUntil {
    /**
     * Called on the registering thread when a scope gets its first task, and again for a task that comes when the scope
     * had settled (R10). The stage completes, on any thread, when the scope has settled; it never fails because a task
     * failed. What this throws is logged; the task is run all the same.
     */
    void waitUntil(CompletionStage<?> settled);
}
