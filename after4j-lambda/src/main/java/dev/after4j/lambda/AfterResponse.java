package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.WaitUntil;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks run when the response has been delivered. An extension inside the process keeps Lambda from freezing it: an invocation is over only when the
 * runtime and every extension have asked for the next event, and this one asks when nothing is pending.
 */
final class AfterResponse implements TaskTime {
    private static final String INVOKE = "INVOKE";
    private static final Logger LOG = LoggerFactory.getLogger(AfterLambda.class);
    /** Kept back of an invocation's time: Lambda ends a process whose extension is late. */
    private static final Duration FOR_THE_NEXT_EVENT = Duration.ofMillis(50);

    /** A report takes some 25 ms. */
    private static final Duration REPORT = Duration.ofSeconds(1);

    private final ExtensionApi api;
    private final Unsettled unsettled = new Unsettled();
    /** Those in progress: one, and for a moment the one before. */
    private final Map<String, Invocation> invocations = new ConcurrentHashMap<>();

    private volatile boolean isTold;
    /** What to do instead, if Lambda has stopped talking to the extension. */
    private volatile @Nullable TaskTime instead;

    AfterResponse(ExtensionApi api) {
        this.api = api;
    }

    @Override
    public void start() {
        try {
            api.register(INVOKE);
        } catch (IOException refused) {
            throw new WaitUntil.Missing(
                    "Lambda did not let the extension be registered that keeps the process awake for tasks ("
                            + refused.getMessage()
                            + "). Make one AfterLambda per process, in the constructor of the handler: Lambda registers extensions only while the process is initialized. Or let callers wait for"
                            + " tasks: " + SETTING + "=" + BEFORE_RETURNING);
        }
        Thread extension = new Thread(this::run, "after4j-extension");
        extension.setDaemon(true);
        extension.start();
    }

    @Override
    public void waitUntil(CompletionStage<?> settled) {
        unsettled.add(settled);
    }

    /** Lambda counts the process as initialized when this has asked for its first event. */
    private void run() {
        isTold = Deliveries.subscribe(api, this::delivered);
        LOG.info(
                "after4j: tasks run after the response, the finish is {}; an extension keeps the process awake for them",
                isTold
                        ? "Lambda's report that it was delivered"
                        : "the handler's return, since there are no reports of the delivery");
        try {
            for (ExtensionApi.Event event = api.next(); ; event = api.next())
                if (event.type().equals(INVOKE)) keepAwake(event);
        } catch (IOException | RuntimeException broken) {
            TaskTime before = BeforeReturning.onLambda("since Lambda no longer talks to the extension", unsettled);
            instead = before;
            LOG.error("after4j: the extension that keeps the process awake for tasks has ended", broken);
            before.start();
        }
    }

    private void keepAwake(ExtensionApi.Event event) {
        Invocation invocation = known(event.requestId(), event.remainingMillis());
        boolean hasReturned = invocation.await(invocation.returned, FOR_THE_NEXT_EVENT);
        if (hasReturned && unsettled.count() > 0) awaitDelivery(event.requestId(), invocation);
        if (!hasReturned || !unsettled.await(invocation, FOR_THE_NEXT_EVENT))
            LOG.warn(
                    "after4j: the handler or the tasks of {} scopes have not ended in the time of the invocation {}; they may go on at the next",
                    unsettled.count(),
                    event.requestId());
        invocation.seen.complete(null);
        forget(event.requestId());
    }

    /** A report that gets lost must not cost tasks their time: the handler has returned, and they begin all the same. */
    private void awaitDelivery(String requestId, Invocation invocation) {
        Duration left = invocation.left();
        Duration patience = left.dividedBy(2).compareTo(REPORT) < 0 ? left.dividedBy(2) : REPORT;
        if (invocation.await(invocation.delivered, left.minus(patience))) return;
        LOG.warn("after4j: no report of Lambda's that the response of {} was delivered; its tasks run now", requestId);
        delivered(requestId, true);
    }

    private Invocation known(String requestId, long remainingMillis) {
        return invocations.computeIfAbsent(requestId, id -> Invocation.lasting(remainingMillis));
    }

    @Override
    public Invocation begin(Context context) {
        String id = context.getAwsRequestId();
        Invocation begun = known(id, context.getRemainingTimeInMillis());
        invocations.forEach((other, earlier) -> {
            if (other.equals(id)) return;
            earlier.seen.complete(null); // else Lambda would not go on with this one
            delivered(other, true);
        });
        return begun;
    }

    @Override
    public void finish(Invocation invocation, OpenScope scope, Outcome outcome) {
        if (instead != null) scope.finish(outcome);
        else invocation.whenDelivered(isDelivered -> scope.finish(isDelivered ? outcome : undelivered(outcome)));
    }

    @Override
    public void returned(Invocation invocation) {
        TaskTime other = instead;
        if (other != null) other.returned(invocation);
        else if (!isTold) invocation.delivered.complete(true);
        invocation.returned.complete(null);
    }

    private static Outcome undelivered(Outcome outcome) {
        return Outcome.failed(
                outcome.status().orElse(0),
                outcome.error().orElseGet(() -> new IOException("Lambda could not deliver the response")));
    }

    private void delivered(String requestId, boolean isDelivered) {
        Invocation invocation = invocations.get(requestId);
        if (invocation == null) return;
        invocation.delivered.complete(isDelivered);
        invocation.returned.complete(null); // the runtime may never have come to the handler
        forget(requestId);
    }

    /** When both the extension and the report have come to it: whichever is late must not take it for one that has just begun. */
    private void forget(String requestId) {
        invocations.computeIfPresent(
                requestId, (id, known) -> known.seen.isDone() && known.delivered.isDone() ? null : known);
    }
}
