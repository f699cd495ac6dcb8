package dev.after4j.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Takes context, such as the values of thread locals, from the registering thread to the task's (R12). If one of its
 * steps before the body throws, the task does not run without its context: it ends as FAILED with that exception.
 *
 * <pre>{@code
 * ContextCarrier tenant = () -> {
 *     String captured = Tenant.current();
 *     return () -> {
 *         String before = Tenant.current();
 *         Tenant.set(captured);
 *         return () -> Tenant.set(before);
 *     };
 * };
 * AfterRuntime.builder().carriers(List.of(ContextCarrier.mdc(), tenant));
 * }</pre>
 */
@FunctionalInterface
public interface ContextCarrier {
    /** Called inside {@code after}, on the registering thread; once for each task, so it must be quick. */
    Carried capture();

    /** What was captured. */
    @FunctionalInterface
    interface Carried {
        /** Called on the task's thread, before its body. */
        Restored restore();
    }

    /** What undoes a restoration. */
    @FunctionalInterface
    interface Restored {
        /**
         * Called on the task's thread, after its body, in reverse order of the restorations. What it throws is logged.
         */
        void close();
    }

    /** SLF4J's diagnostic context. */
    static ContextCarrier mdc() {
        return () -> {
            Map<String, String> captured = MDC.getCopyOfContextMap();
            return () -> {
                Map<String, String> before = MDC.getCopyOfContextMap();
                setMdc(captured);
                return () -> setMdc(before);
            };
        };
    }

    private static void setMdc(@Nullable Map<String, String> context) {
        if (context == null) MDC.clear();
        else MDC.setContextMap(context);
    }
}
