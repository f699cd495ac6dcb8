package dev.after4j;

import java.util.concurrent.CompletionStage;

/** Work that is started after the finish and goes on by itself; it is awaited until its stage completes (R02). */
@FunctionalInterface
public interface AsyncAfterTask {
    /** Called once, on a thread of the runtime, after the finish. The stage counts as running until it completes. */
    CompletionStage<?> start() throws Exception;
}
