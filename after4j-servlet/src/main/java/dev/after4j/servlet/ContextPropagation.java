package dev.after4j.servlet;

import dev.after4j.AfterRuntime;
import dev.after4j.spi.ContextCarrier;
import java.util.List;

/**
 * What tasks see of the thread that registered them (R12), in servlet containers: the MDC, and, where the library
 * {@code io.micrometer:context-propagation} is present, whatever its accessors carry, such as trace and security context.
 *
 * <pre>{@code
 * AfterRuntime runtime = ContextPropagation.runtime().maxRunning(64).build();
 * }</pre>
 *
 * <p>Two values of that library are left out: the scope, which every task has anyway, and Spring's live request
 * attributes, since the container recycles the request under them.
 */
public final class ContextPropagation {
    private ContextPropagation() {}

    /** A builder of runtimes with the defaults and these carriers. */
    public static AfterRuntime.Builder runtime() {
        return AfterRuntime.builder().carriers(carriers());
    }

    /** The MDC; and what the library carries, if it is present. */
    public static List<ContextCarrier> carriers() {
        return isLibraryPresent()
                ? List.of(ContextCarrier.mdc(), SnapshotCarrier.create())
                : List.of(ContextCarrier.mdc());
    }

    private static boolean isLibraryPresent() {
        try {
            Class.forName(
                    "io.micrometer.context.ContextSnapshotFactory", false, ContextPropagation.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
