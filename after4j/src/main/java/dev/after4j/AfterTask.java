package dev.after4j;

/** Work that runs after the finish of its scope. What it throws is reported (R19) and harms nothing (R18). */
@FunctionalInterface
public interface AfterTask {
    /** Called once, on a thread of the runtime, after the finish. */
    void run() throws Exception;
}
