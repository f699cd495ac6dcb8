package dev.after4j.spi;

import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.internal.Binding;
import dev.after4j.request.RequestView;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** What a framework gives a task along, for its statics to find while the task runs; see {@link #accompanied}. */
    public interface Companion {
        /**
         * The task has ended, in whichever of the ways (R08). Called once, before any listener is told and before the scope can settle for it, on
         * the thread that ends the task: the task's own, or one of the runtime, its clock or its drain; never the request's. A body that is past
         * its time, or abandoned, may still be running, and be interrupted only after this call. Must be quick; what it throws is logged.
         *
         * @param task makes the name when asked, which few need
         * @param error what it failed with, if it is FAILED
         */
        void ended(Supplier<TaskInfo> task, TaskEnd.Kind kind, @Nullable Throwable error);
    }

    /** What holds for all exchanges alike: a surface of one exchange shares it. */
    private record Rules(
            String description,
            RequestAccess inTasks,
            @Nullable Supplier<RuntimeException> refusal,
            @Nullable Supplier<? extends Companion> companions,
            boolean hasContext) {}

    private final Rules rules;
    private final UnaryOperator<RequestView> seen;
    private final @Nullable Object held;

    private Surface(Rules rules, UnaryOperator<RequestView> seen, @Nullable Object held) {
        this.rules = rules;
        this.seen = seen;
        this.held = held;
    }

    /** A surface; hosts that know none use {@code of("route handler", ALLOWED)}. */
    public static Surface of(String description, RequestAccess inTasks) {
        return new Surface(new Rules(description, inTasks, null, null, true), UnaryOperator.identity(), null);
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
        return new Surface(rules, Objects.requireNonNull(seen, "seen"), held);
    }

    /**
     * This, whose code has no request to see: who asks for it gets an exception of {@code refusal}, which is called each time, on the thread
     * that asks, and may note that it was (R24). Where tasks may not read the request either, they get the error that says so, and
     * {@code refusal} is not called (R14).
     */
    public Surface withoutRequest(Supplier<RuntimeException> refusal) {
        Objects.requireNonNull(refusal, "refusal");
        return with(new Rules(rules.description, rules.inTasks, refusal, rules.companions, rules.hasContext));
    }

    /**
     * This, which gives each task that is registered here one of {@code companions} along. The framework's statics find it with
     * {@link #held} while the task runs; tasks of the task get companions of their own:
     *
     * <pre>{@code
     * Surface surface = ROUTE_HANDLER.accompanied(() -> (task, end, error) -> log.info("{} {}", task.get(), end));
     * }</pre>
     *
     * <p>{@code companions} is asked on the thread that registers, before the task is; what it throws reaches the caller of {@code after}, and
     * nothing is registered. One whose task could then not be registered hears nothing.
     */
    public Surface accompanied(Supplier<? extends Companion> companions) {
        Objects.requireNonNull(companions, "companions");
        return with(new Rules(rules.description, rules.inTasks, rules.refusal, companions, rules.hasContext));
    }

    /**
     * This, whose tasks carry nothing of the thread that registers them but its class loader: no MDC, no trace, nobody who is signed in; their
     * tasks neither (R12). For work that a request causes, and that is not its own.
     */
    public Surface withoutContext() {
        return with(new Rules(rules.description, rules.inTasks, rules.refusal, rules.companions, false));
    }

    private Surface with(Rules changed) {
        return new Surface(changed, seen, held);
    }

    /** This, which also keeps an object that the framework's own statics find with {@link #held}; tasks do not. */
    public Surface holding(Object exchange) {
        return new Surface(rules, seen, Objects.requireNonNull(exchange, "exchange"));
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
        return rules.inTasks;
    }

    /** Whether tasks registered here carry the context of the thread that registers them. */
    public boolean hasContext() {
        return rules.hasContext;
    }

    /** The request as code here sees it. */
    public RequestView seen(RequestView ofHost) {
        return seen.apply(ofHost);
    }

    /** Throws, on this thread, what {@link #withoutRequest} was given, if code here has no request to see. */
    public void requireRequest() {
        if (rules.refusal != null) throw rules.refusal.get();
    }

    /** What this keeps, if it is of that type; in tasks their {@link Companion}. */
    public <T> Optional<T> held(Class<T> type) {
        return type.isInstance(held) ? Optional.of(type.cast(held)) : Optional.empty();
    }

    /** As a task that is registered here keeps it: without what belongs to the exchange (R15), and with a companion of its own. */
    public Surface forTask() {
        if (rules.companions != null) return new Surface(rules, seen, rules.companions.get());
        return held == null ? this : new Surface(rules, seen, null);
    }

    @Override
    public String toString() {
        return rules.description;
    }
}
