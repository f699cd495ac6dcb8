package dev.after4j.spi;

/** Where code runs, and whether tasks registered there may read the request (R14). */
public final class Surface {
    /** Whether tasks may read the request. */
    public enum RequestAccess {
        /** They get the request's values as they were. */
        ALLOWED,
        /** They get an error that says to read outside the task and pass the value in. */
        REFUSED
    }

    private final String description;
    private final RequestAccess inTasks;

    private Surface(String description, RequestAccess inTasks) {
        this.description = description;
        this.inTasks = inTasks;
    }

    /** A surface; hosts that know none use {@code of("route handler", ALLOWED)}. */
    public static Surface of(String description, RequestAccess inTasks) {
        return new Surface(description, inTasks);
    }

    /** Whether tasks registered here may read the request. */
    public RequestAccess inTasks() {
        return inTasks;
    }

    @Override
    public String toString() {
        return description;
    }
}
