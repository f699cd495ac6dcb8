package dev.after4j.spi;

import java.util.concurrent.CompletionStage;

/** A host that would otherwise freeze or end the process after the response (R23). */
@FunctionalInterface
public interface WaitUntil {
    /**
     * Called on the registering thread when a scope gets its first pending task, and again if it had settled since.
     * The stage completes when the scope has settled; it never fails.
     */
    void waitUntil(CompletionStage<?> settled);
}
