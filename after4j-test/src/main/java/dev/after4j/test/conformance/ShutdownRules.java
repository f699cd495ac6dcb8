package dev.after4j.test.conformance;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** R22, as far as a client and a task can see it. */
abstract class ShutdownRules extends ContextRules {
    @Test
    public final void required_r22_aStopRunsWhatIsPending() throws Exception {
        WatchedTime time = new WatchedTime();
        Site own = newSite(runtime().time(time));
        HeldTask pending = hold("r22-pending");
        own.route(
                "/pending",
                exchange -> after(named("r22-pending"), () -> {
                    pending.run();
                    after(named("r22-nested"), () -> {});
                }));
        connect(own).get("/pending").body();
        pending.awaitStart();
        CompletableFuture<Void> stopping = stop(own);
        waiting().await(time.drainWaits(), "a drain, while the server stops with a task that has not ended");
        pending.release();
        waiting().await(stopping, "the end of the stop, with nothing pending any more");
        succeeded("r22-pending");
        succeeded("r22-nested");
        assertThat(own.runtime.pending()).isZero();
    }

    @Test
    public final void required_r22_aStopFinishesWhatIsStillOpenAsAborted() throws Exception {
        Site own = newSite(runtime());
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        CountDownLatch open = new CountDownLatch(1);
        own.route("/open", exchange -> {
            after(named("r22-open"), () -> {
                outcome.complete(After.outcome());
            });
            exchange.startAsync(LONG);
            open.countDown();
        });
        connect(own).get("/open");
        waiting().await(open, "the handler");
        waiting().await(stop(own), "the end of the stop");
        assertThat(waiting()
                        .await(outcome, "the task of the request that was open")
                        .kind())
                .isEqualTo(Outcome.Kind.ABORTED);
    }

    /** On a thread of its own, as a signal's. */
    private static CompletableFuture<Void> stop(Site site) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        site.stop();
                        stopped.complete(null);
                    } catch (Throwable failure) {
                        stopped.completeExceptionally(failure);
                    }
                })
                .start();
        return stopped;
    }
}
