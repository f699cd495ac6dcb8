package dev.after4j.tomcat;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.stream.Stream;
import org.apache.catalina.AccessLog;
import org.apache.catalina.core.ContainerBase;
import org.jspecify.annotations.Nullable;

/**
 * A container looks for access logs in its pipeline at its first request, and never again, not even when it is reloaded.
 * No method of Tomcat makes it look again, so this sets its fields.
 */
final class AccessLogScan {
    private final ContainerBase container;
    private final Field complete;
    private final Field found;

    private AccessLogScan(ContainerBase container, Field complete, Field found) {
        this.container = container;
        this.complete = complete;
        this.found = found;
    }

    /** Changes nothing yet; throws if it never could. */
    static AccessLogScan of(ContainerBase container) throws ReflectiveOperationException {
        try {
            return new AccessLogScan(container, field("accessLogScanComplete"), field("accessLog"));
        } catch (InaccessibleObjectException closed) {
            throw new IllegalStateException(
                    "Tomcat is a named module; --add-opens org.apache.tomcat.embed.core/org.apache.catalina.core=ALL-UNNAMED"
                            + " lets it in",
                    closed);
        }
    }

    private static Field field(String name) throws ReflectiveOperationException {
        Field field = ContainerBase.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** At its next request the container looks again. */
    void repeat() {
        set(complete, false);
    }

    /** The container lets go of logs that have left its pipeline, and misses no request for those that are still there. */
    void forget() {
        repeat();
        boolean othersLeft = Stream.of(container.getPipeline().getValves()).anyMatch(AccessLog.class::isInstance);
        if (othersLeft) container.getAccessLog(); // finds them, and replaces what it had found before
        else set(found, null);
    }

    private void set(Field field, @Nullable Object value) {
        try {
            field.set(container, value);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible); // it was made accessible
        }
    }
}
