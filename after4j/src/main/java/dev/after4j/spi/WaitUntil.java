package dev.after4j.spi;

import java.util.concurrent.CompletionStage;

/**
 * A host that would otherwise freeze or end the process after the response, and has to be told how long not to (R23). An adapter
 * for such a host hands one to its runtime:
 *
 * <pre>{@code
 * AfterRuntime runtime = AfterRuntime.builder()
 *         .waitUntil(settled -> platform.keepAlive(settled.toCompletableFuture()))
 *         .build();
 * }</pre>
 *
 * <p>What such an adapter owes:
 *
 * <ul>
 *   <li>It opens a scope for each invocation and {@linkplain OpenScope#finish finishes} it when the response has been delivered; where the
 *       host delivers only what the process returns, when everything but that is done.
 *   <li>The host believes an invocation over only when the response is delivered and every stage handed over here has completed. It may freeze or end the process at any moment from then on.
 *   <li>If the host will not wait for longer than a time of its own, each scope is {@linkplain OpenScope#allow told}: then tasks end as TIMED_OUT, with a
 *       line in the log, instead of with the process.
 *   <li>A scope may be shown more than once: a task that comes when it had settled gets a further stage (R10). One that comes when the
 *       process is about to be frozen holds the next invocation instead.
 * </ul>
 *
 * <p>{@code dev.after4j.test.host.HostContract} tests an adapter for all of this, in processes that it freezes and kills.
 */
@FunctionalInterface
public interface WaitUntil {
    /**
     * Called on the registering thread when a scope gets its first task, and again for a task that comes when the scope
     * had settled (R10). The stage completes, on any thread, when the scope has settled; it never fails because a task
     * failed. What this throws is logged; the task is run all the same.
     */
    void waitUntil(CompletionStage<?> settled);

    /** A runtime has no {@code waitUntil} on a host that is known to need one: it is not made, and the message has the way out (R23). */
    final class Missing extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        /** Also for adapters that find out by themselves that their host cannot wait. */
        public Missing(String message) {
            super(message);
        }
    }
}
