package dev.after4j;

/**
 * Work that runs after the finish of its scope.
 *
 * <pre>{@code
 * AfterTask recording = () -> audit.record(event); // may throw
 * after(recording);
 * }</pre>
 */
@FunctionalInterface
public interface AfterTask {
    /**
     * Called at most once, on a thread of the runtime, after the finish (R05, R08). Whatever it throws ends it as FAILED,
     * is reported once (R19) and harms nothing (R18). It is interrupted when its time is over (R21).
     */
    void run() throws Exception;
}
