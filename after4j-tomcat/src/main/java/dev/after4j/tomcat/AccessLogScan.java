package dev.after4j.tomcat;

import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.apache.catalina.AccessLog;
import org.apache.catalina.core.ContainerBase;

/**
 * A container looks for access logs in its pipeline at its first request, and never again, not even when it is reloaded.
 * No method of Tomcat makes it look again, so this sets its fields.
 */
final class AccessLogScan {
    private final ContainerBase container;
    private final Field complete = Opened.field(ContainerBase.class, "accessLogScanComplete");
    private final Field found = Opened.field(ContainerBase.class, "accessLog");

    /** Changes nothing yet; throws an {@link IllegalStateException} if it never could. */
    AccessLogScan(ContainerBase container) {
        this.container = container;
    }

    /** At its next request the container looks again. */
    void repeat() {
        Opened.set(complete, container, false);
    }

    /** The container lets go of logs that have left its pipeline, and misses no request for those that are still there. */
    void forget() {
        repeat();
        boolean othersLeft = Stream.of(container.getPipeline().getValves()).anyMatch(AccessLog.class::isInstance);
        if (othersLeft) container.getAccessLog(); // finds them, and replaces what it had found before
        else Opened.set(found, container, null);
    }
}
