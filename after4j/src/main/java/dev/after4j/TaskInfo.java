package dev.after4j;

/**
 * Which task a report is about. Every report on one registration gives the same object, so that listeners may keep it
 * as a key (compared by identity). Holds no reference to the scope or its request.
 */
public final class TaskInfo {
    private final String name;
    private final String scope;
    private final String surface;

    /** For runtimes, and for tests of listeners. */
    public TaskInfo(String name, String scope, String surface) {
        this.name = name;
        this.scope = scope;
        this.surface = surface;
    }

    /** The task's name (R04). */
    public String name() {
        return name;
    }

    /** The description of the scope it was registered in. */
    public String scope() {
        return scope;
    }

    /** What kind of code registered it: {@code route handler}, {@code page}, {@code job}; that of the outermost registration, if a task did. */
    public String surface() {
        return surface;
    }

    @Override
    public String toString() {
        return "'" + name + "' of " + scope;
    }
}
