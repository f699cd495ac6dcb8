package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.WaitUntil;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
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

    /** Reports take some 25 ms, and the response before them what the runtime takes to send it. */
    private static final Duration FOR_A_REPORT = Duration.ofSeconds(5);

    /** The runtime has the event by then, if it comes to the handler at all. */
    private static final Duration FOR_A_HANDLER = Duration.ofSeconds(1);

    private static final int MISSING_REPORTS = 3;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final ExtensionApi api;
    private final Unsettled unsettled = new Unsettled();
    /** Those in progress: one, and for a moment the one before. */
    private final Map<String, Invocation> invocations = new ConcurrentHashMap<>();

    private volatile boolean isTold;
    private int missing;
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
                        ? "Lambda's report that it has the response"
                        : "the handler's return, since Lambda does not report that it has the response");
        while (true) {
            try {
                ExtensionApi.Event event = api.next();
                if (event.type().equals(INVOKE)) keepAwake(event);
            } catch (Throwable broken) {
                nobodyKeepsAwake(broken);
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos()); // and then ask again, since Lambda may wait for that
            }
        }
    }

    private void nobodyKeepsAwake(Throwable reason) {
        if (instead != null) return;
        TaskTime before = BeforeReturning.onLambda("since Lambda no longer talks to the extension", unsettled);
        instead = before;
        LOG.error("after4j: the extension that keeps the process awake for tasks has lost Lambda", reason);
        before.start();
    }

    private void keepAwake(ExtensionApi.Event event) {
        String id = event.requestId();
        Invocation invocation = invocations.compute(
                id,
                (same, known) ->
                        known == null || known.seen.isDone() ? Invocation.lasting(event.remainingMillis()) : known);
        boolean isDone = invocation.await(
                CompletableFuture.anyOf(invocation.returned, invocation.delivered), FOR_THE_NEXT_EVENT);
        if (isDone && !invocation.hasBegun()) {
            invocation = awaitHandler(id, invocation);
            isDone = invocation.await(invocation.returned, FOR_THE_NEXT_EVENT);
        }
        if (isDone && unsettled.count() > 0) awaitDelivery(id, invocation);
        if (!isDone || !unsettled.await(invocation, FOR_THE_NEXT_EVENT))
            LOG.warn(
                    "after4j: the handler or the tasks of {} scopes have not ended in the time of the invocation {}; they may go on at the next",
                    unsettled.giveUp(),
                    id);
        invocation.seen.complete(null);
        forget(id, invocation);
    }

    /** It was reported although its handler was not called: the report was of an earlier one of that name, or the runtime does not come to the handler. */
    private Invocation awaitHandler(String id, Invocation reported) {
        Duration after = reported.left().minus(FOR_A_HANDLER);
        reported.await(reported.begun, after.compareTo(FOR_THE_NEXT_EVENT) > 0 ? after : FOR_THE_NEXT_EVENT);
        Invocation now = invocations.getOrDefault(id, reported);
        if (!now.hasBegun()) over(now);
        return now;
    }

    /** A report that gets lost must not cost tasks their time: the handler returned long ago, and they begin all the same. */
    private void awaitDelivery(String requestId, Invocation invocation) {
        Duration left = invocation.left();
        Duration half = left.dividedBy(2);
        if (invocation.await(
                invocation.delivered, left.minus(half.compareTo(FOR_A_REPORT) < 0 ? half : FOR_A_REPORT))) {
            missing = 0;
            return;
        }
        LOG.warn("after4j: no report that Lambda has the response to {}; its tasks run now", requestId);
        if (++missing == MISSING_REPORTS) {
            LOG.warn("after4j: from now on the finish is the handler's return, since Lambda's reports do not come");
            isTold = false;
        }
        invocation.delivered.complete(true);
    }

    @Override
    public Invocation begin(@Nullable Context given) {
        Context context = Objects.requireNonNull(given, "context");
        String id = String.valueOf(context.getAwsRequestId());
        Invocation begun = invocations.compute(id, (same, known) -> {
            if (known == null) return Invocation.of(context);
            if (!known.hasBegun() && !known.delivered.isDone()) return known;
            over(known); // Lambda repeats an invocation under the same name
            return Invocation.of(context);
        });
        begun.begun.complete(null);
        invocations.forEach((other, earlier) -> {
            if (earlier == begun) return;
            over(earlier);
            forget(other, earlier);
        });
        return begun;
    }

    /** Else Lambda would not have gone on with the next. */
    private static void over(Invocation earlier) {
        earlier.seen.complete(null);
        earlier.begun.complete(null);
        earlier.returned.complete(null);
        earlier.delivered.complete(true);
    }

    @Override
    public void finish(Invocation invocation, OpenScope scope, Outcome outcome) {
        if (instead != null) scope.finish(outcome);
        else invocation.whenDelivered(isDelivered -> scope.finish(isDelivered ? outcome : undelivered(outcome)));
    }

    @Override
    public void returned(Invocation invocation) {
        TaskTime other = instead;
        if (other != null || !isTold) invocation.delivered.complete(true);
        if (other != null) other.returned(invocation);
        invocation.returned.complete(null);
    }

    private static Outcome undelivered(Outcome outcome) {
        return Outcome.failed(
                outcome.status().orElse(0),
                outcome.error().orElseGet(() -> new IOException("Lambda could not deliver the response")));
    }

    /** Perhaps before the extension has heard of it, and perhaps of an earlier one of that name. */
    private void delivered(String requestId, Instant when, boolean isDelivered) {
        Invocation invocation = invocations.computeIfAbsent(requestId, id -> Invocation.reported());
        boolean isAnother = !invocation.wasThere(when) || (invocation.hasBegun() && !invocation.returned.isDone());
        if (isAnother) return;
        invocation.delivered.complete(isDelivered);
        forget(requestId, invocation);
    }

    /** When both the extension and the report have come to it: whichever is late must not take it for one that has just begun. */
    private void forget(String requestId, Invocation invocation) {
        if (invocation.seen.isDone() && invocation.delivered.isDone()) invocations.remove(requestId, invocation);
    }
}
