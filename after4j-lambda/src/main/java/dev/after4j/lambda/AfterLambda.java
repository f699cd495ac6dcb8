package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets handlers on AWS Lambda call {@code after}. Lambda freezes the process as soon as it believes an invocation to be over, so this keeps it from
 * believing so until the tasks have ended (R23). Make one, where the handler is made: that is while Lambda initializes the process, and later is too late.
 *
 * <pre>{@code
 * public final class Orders implements RequestHandler<Order, Receipt> {
 *     private final AfterLambda lambda = AfterLambda.create();
 *
 *     @Override
 *     public Receipt handleRequest(Order order, Context context) {
 *         return lambda.handle(context, () -> {
 *             after(() -> audit.record(order)); // when the caller has the receipt
 *             return new Receipt(order.id());
 *         });
 *     }
 * }
 * }</pre>
 *
 * <p>An application of pages and routes is an {@link AppHandler}.
 *
 * <p><b>When tasks run.</b> After the response, unless {@code AFTER_LAMBDA=finish-before-returning} is set in the environment:
 *
 * <ul>
 *   <li>After the response: an extension inside this process, registered for INVOKE, does not ask Lambda for the next event while tasks are pending, and Lambda
 *       neither freezes the process nor invokes it again until it does. The finish is Lambda's own report that it has the response
 *       ({@code platform.runtimeDone} of the Telemetry API), which comes some 25 ms later, and is waited for only where there are tasks. Where Lambda offers no such reports, as in
 *       emulators, the finish is the handler's return.
 *   <li>{@code finish-before-returning}: tasks run when the handler has returned and before its result is given to Lambda: the caller waits for them. For where extensions cannot
 *       be registered. Outside Lambda, as in tests, it is the same, without a time limit.
 *   <li>On Lambda Managed Instances, which serve several invocations at once and are not frozen, tasks run in the background once the handler has returned.
 * </ul>
 *
 * <p>An invocation's tasks have the rest of its time, less 200 ms; what is not done by then ends as TIMED_OUT (R21), since Lambda would kill the process. At SIGTERM the
 * runtime is drained for 300 ms, unless {@link #of} sets another {@code drainTimeout}. No thread is started for tasks before the first one, so that nothing of the kind is in a snapshot (SnapStart).
 */
public final class AfterLambda {
    private static final Surface HANDLER = Surface.of("handler", Surface.RequestAccess.ALLOWED);
    /** Lambda grants 500 ms to a process that has an extension inside; less than that. */
    private static final Duration BEFORE_THE_END = Duration.ofMillis(300);

    /** Of an invocation's time: for what comes after its tasks. */
    private static final Duration RESERVE = Duration.ofMillis(200);

    private final TaskTime time;
    private final AfterRuntime runtime;

    private AfterLambda(TaskTime time, AfterRuntime runtime) {
        this.time = time;
        this.runtime = runtime;
    }

    /**
     * With the usual limits. Once per process, while the handler is constructed.
     *
     * @throws dev.after4j.spi.WaitUntil.Missing if Lambda does not let the extension be registered; the message has the way out (R23)
     * @throws IllegalArgumentException if {@code AFTER_LAMBDA} has an unknown value
     */
    public static AfterLambda create() {
        return of(tasks -> {});
    }

    /**
     * With limits, listeners and carriers as {@code change} makes them. What it sets as {@code waitUntil} is replaced.
     *
     * @throws dev.after4j.spi.WaitUntil.Missing if Lambda does not let the extension be registered; the message has the way out (R23)
     * @throws IllegalArgumentException if {@code AFTER_LAMBDA} has an unknown value
     */
    public static AfterLambda of(Consumer<AfterRuntime.Builder> change) {
        return start(TaskTime.of(System.getenv()), change);
    }

    static AfterLambda start(TaskTime time, Consumer<AfterRuntime.Builder> change) {
        AfterRuntime.Builder tasks = AfterRuntime.builder();
        if (time.isOnLambda()) tasks.drainTimeout(BEFORE_THE_END);
        change.accept(tasks);
        AfterRuntime runtime = tasks.waitUntil(time).build();
        time.start();
        if (time.isOnLambda()) Runtime.getRuntime().addShutdownHook(new Thread(runtime::close, "after4j-drain"));
        return new AfterLambda(time, runtime);
    }

    /**
     * Runs {@code handler} as one invocation, on this thread, and returns what it returns or throws. What it runs may call {@code after}; there is no request
     * to read. Once per invocation. Tasks see COMPLETED if the handler has returned, also if Lambda then finds that it cannot send what was returned (R13).
     *
     * @param context Lambda's; outside Lambda, as in a test, it may be null
     */
    public <T extends @Nullable Object, X extends Exception> T handle(
            @Nullable Context context, AfterRuntime.Body<T, X> handler) throws X {
        String function = context == null ? null : context.getFunctionName();
        String name = "an invocation of " + Objects.requireNonNullElse(function, "the handler");
        return invoke(
                context,
                invocation -> inScope(
                        invocation,
                        OpenScope.open(runtime, name, AfterScope.Reason.JOB),
                        handler,
                        result -> Outcome.completed(0)));
    }

    /** {@link #handle(Context, AfterRuntime.Body)} for what returns nothing. */
    public <X extends Exception> void handle(@Nullable Context context, AfterRuntime.VoidBody<X> handler) throws X {
        this.<@Nullable Object, X>handle(context, () -> {
            handler.run();
            return null;
        });
    }

    /** All that happens between two events of Lambda's. */
    @FunctionalInterface
    interface Invoked<T extends @Nullable Object, X extends Exception> {
        T call(Invocation invocation) throws X;
    }

    <T extends @Nullable Object, X extends Exception> T invoke(@Nullable Context context, Invoked<T, X> code) throws X {
        Invocation invocation = time.begin(context);
        try {
            return code.call(invocation);
        } finally {
            time.returned(invocation);
        }
    }

    <T extends @Nullable Object, X extends Exception> T inScope(
            Invocation invocation, OpenScope scope, AfterRuntime.Body<T, X> handler, Function<T, Outcome> outcomeOf)
            throws X {
        scope.allow(invocation.left().minus(RESERVE));
        Outcome outcome = Outcome.aborted(0);
        OpenScope.Entered entered = scope.enter(HANDLER);
        try {
            T result = handler.call();
            outcome = outcomeOf.apply(result);
            return result;
        } catch (Throwable thrown) {
            outcome = Outcome.failed(0, thrown);
            throw thrown;
        } finally {
            entered.close();
            time.finish(invocation, scope, outcome);
        }
    }

    /**
     * The runtime that runs the tasks: to see what is pending, and for work outside an invocation, whose tasks have {@code maxDuration} and not an invocation's time. What is pending when the
     * process has been initialized may be frozen with it, and goes on with the first invocation.
     */
    public AfterRuntime runtime() {
        return runtime;
    }
}
