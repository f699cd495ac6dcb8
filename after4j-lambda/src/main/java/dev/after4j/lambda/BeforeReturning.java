package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks run when the handler is done, and the caller waits for them: where nothing keeps the process awake afterwards. */
final class BeforeReturning implements TaskTime {
    private static final Logger LOG = LoggerFactory.getLogger(AfterLambda.class);
    private static final Duration FOR_THE_RESPONSE = Duration.ofMillis(100);

    private final String reason;
    private final Unsettled unsettled;
    private final boolean isOnLambda;

    private BeforeReturning(String reason, Unsettled unsettled, boolean isOnLambda) {
        this.reason = reason;
        this.unsettled = unsettled;
        this.isOnLambda = isOnLambda;
    }

    static TaskTime onLambda(String reason, Unsettled unsettled) {
        return new BeforeReturning(reason, unsettled, true);
    }

    /** Without asking for the time that an invocation has left, to which a context made for a test may have no answer. */
    static TaskTime elsewhere() {
        return new BeforeReturning(
                "since this is not AWS Lambda (AWS_LAMBDA_RUNTIME_API is not set)", new Unsettled(), false);
    }

    @Override
    public void start() {
        LOG.info("after4j: tasks run before the response is returned, {}; callers wait for them", reason);
    }

    @Override
    public boolean isOnLambda() {
        return isOnLambda;
    }

    @Override
    public Invocation begin(@Nullable Context context) {
        return isOnLambda ? Invocation.of(context) : Invocation.unlimited();
    }

    @Override
    public void waitUntil(CompletionStage<?> settled) {
        unsettled.add(settled);
    }

    @Override
    public void returned(Invocation invocation) {
        if (!unsettled.await(invocation, FOR_THE_RESPONSE))
            LOG.warn(
                    "after4j: {} scopes still have tasks at the end of the invocation's time; they may go on at the next",
                    unsettled.giveUp());
    }
}
