package dev.after4j.spi;

import dev.after4j.internal.Binding;
import dev.after4j.request.RequestView;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where code runs, and whether tasks registered there may read the request (R14). A framework makes one for each
 * exchange out of a constant of its own, adds what is known of that exchange, and enters it around the code:
 *
 * <pre>{@code
 * Surface surface = ROUTE_HANDLER.seeing(request -> request.withRoute("/orders/{id}")).holding(exchange);
 * try (OpenScope.Entered entered = surface.enter()) { handle(); }
 * }</pre>
 */
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
    private final UnaryOperator<RequestView> seen;
    private final @Nullable Object held;

    private Surface(String description, RequestAccess inTasks, UnaryOperator<RequestView> seen, @Nullable Object held) {
        this.description = description;
        this.inTasks = inTasks;
        this.seen = seen;
        this.held = held;
    }

    /** A surface; hosts that know none use {@code of("route handler", ALLOWED)}. */
    public static Surface of(String description, RequestAccess inTasks) {
        return new Surface(description, inTasks, UnaryOperator.identity(), null);
    }

    /** The surface that this thread runs on; empty outside a scope. Opens no scope. */
    public static Optional<Surface> bound() {
        return Optional.ofNullable(Binding.surfaceHere());
    }

    /**
     * This, whose code and tasks see the request as {@code seen} makes it of the host's: with its
     * route, or with other headers. Called at each reading, on the thread that reads; must be quick.
     */
    public Surface seeing(UnaryOperator<RequestView> seen) {
        Objects.requireNonNull(seen, "seen");
        return new Surface(description, inTasks, seen, held);
    }

    /** This, which also keeps an object that the framework's own statics find with {@link #held}; tasks do not. */
    public Surface holding(Object exchange) {
        return new Surface(description, inTasks, seen, Objects.requireNonNull(exchange, "exchange"));
    }

    /**
     * Makes code of this thread run here until {@code close} is called, on the same thread; in the scope that is bound to it,
     * which is not opened for that.
     *
     * @throws dev.after4j.NoAfterScopeException outside a scope
     * @throws IllegalStateException in a task, which keeps the rules of its registration (R14)
     */
    public OpenScope.Entered enter() {
        return Binding.enter(this);
    }

    /** Whether tasks registered here may read the request. */
    public RequestAccess inTasks() {
        return inTasks;
    }

    /** The request as code here sees it. */
    public RequestView seen(RequestView ofHost) {
        return seen.apply(ofHost);
    }

    /** What this keeps, if it is of that type; empty in tasks. */
    public <T> Optional<T> held(Class<T> type) {
        return type.isInstance(held) ? Optional.of(type.cast(held)) : Optional.empty();
    }

    /** As tasks that are registered here keep it: without what belongs to the exchange (R15). */
    public Surface forTasks() {
        return held == null ? this : new Surface(description, inTasks, seen, null);
    }

    @Override
    public String toString() {
        return description;
    }
}
