package dev.after4j.servlet;

import dev.after4j.spi.ContextCarrier;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Set;

/** Carries what the accessors of the context-propagation library know; touched only where that library is present. */
final class SnapshotCarrier {
    /** Spring's accessor carries the container's request itself, which is another's by the time a task runs. */
    private static final Object LIVE_REQUEST =
            "org.springframework.web.context.request.RequestAttributesThreadLocalAccessor.KEY";

    private static final Set<Object> LEFT_OUT = Set.of(ScopeAccessor.KEY, LIVE_REQUEST);

    private SnapshotCarrier() {}

    static ContextCarrier create() {
        ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
                .captureKeyPredicate(key -> !LEFT_OUT.contains(key))
                .build();
        return () -> {
            ContextSnapshot captured = snapshots.captureAll();
            return () -> {
                ContextSnapshot.Scope restored = captured.setThreadLocals();
                return restored::close;
            };
        };
    }
}
