package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.WaitUntil;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When the tasks of an invocation get their time, and what is done so that they have it. */
interface TaskTime extends WaitUntil {
    String SETTING = "AFTER_LAMBDA";
    String BEFORE_RETURNING = "finish-before-returning";
    /** As Lambda names it. */
    String MANAGED_INSTANCES = "lambda-managed-instances";

    /**
     * What {@code environment} asks for.
     *
     * @throws IllegalArgumentException if that is unknown
     */
    static TaskTime of(Map<String, String> environment) {
        String wanted = environment.getOrDefault(SETTING, "");
        if (!wanted.isEmpty() && !wanted.equals(BEFORE_RETURNING))
            throw new IllegalArgumentException(
                    SETTING + " must be '" + BEFORE_RETURNING + "', or not be set, but is '" + wanted + "'");
        String api = environment.get("AWS_LAMBDA_RUNTIME_API");
        if (api == null) return BeforeReturning.elsewhere();
        boolean isManaged = MANAGED_INSTANCES.equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
        if (isManaged && !wanted.isEmpty())
            throw new IllegalArgumentException(
                    SETTING + "=" + wanted
                            + " is not for Managed Instances, where invocations overlap and would wait for each other's tasks: do not set it there");
        if (!wanted.isEmpty()) return BeforeReturning.onLambda("as " + SETTING + " asks for", new Unsettled());
        return isManaged ? new InBackground(new ExtensionApi(api)) : new AfterResponse(new ExtensionApi(api));
    }

    /**
     * Begins, while the process is initialized and before the first invocation.
     *
     * @throws WaitUntil.Missing if the host does not allow it
     */
    void start();

    /** Whether this is Lambda, which ends processes quickly. */
    default boolean isOnLambda() {
        return true;
    }

    /** The handler is about to be called. */
    Invocation begin(@Nullable Context context);

    /** {@code scope} has to be finished, now or when the response has been delivered. */
    default void finish(Invocation invocation, OpenScope scope, Outcome outcome) {
        scope.finish(outcome);
    }

    /** The handler has returned or thrown, and its thread goes back to Lambda when this returns. */
    void returned(Invocation invocation);
}
