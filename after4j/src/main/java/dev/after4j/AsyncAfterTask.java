package dev.after4j;

import java.util.concurrent.CompletionStage;

/**
 * Work that is started after the finish and goes on by itself.
 *
 * <pre>{@code
 * after(() -> client.sendAsync(notification, BodyHandlers.discarding()));
 * }</pre>
 */
@FunctionalInterface
public interface AsyncAfterTask {
    /**
     * Called at most once, on a thread of the runtime, after the finish (R05, R08). The stage counts as running until it
     * completes; when its time is over it is cancelled (R21). To throw or to return {@code null} ends the task as FAILED.
     */
    CompletionStage<?> start() throws Exception;
}
