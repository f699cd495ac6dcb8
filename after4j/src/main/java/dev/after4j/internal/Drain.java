package dev.after4j.internal;

import dev.after4j.AfterRuntime;
import dev.after4j.DrainReport;
import dev.after4j.Outcome;
import dev.after4j.TaskInfo;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a runtime: finish what is open, await what is pending, name what is left (R22). */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(AfterRuntime.class);

    private final DefaultRuntime runtime;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch nothingPending = new CountDownLatch(1);
    private final CompletableFuture<DrainReport> report = new CompletableFuture<>();
    private final Executor lateThreads = TaskThreads.pool(1);
    private volatile boolean over;

    Drain(DefaultRuntime runtime) {
        this.runtime = runtime;
    }

    boolean hasBegun() {
        return begun.get();
    }

    /** From here on tasks are abandoned, not run. */
    boolean isOver() {
        return over;
    }

    DrainReport run() {
        if (begun.compareAndSet(false, true)) complete();
        return report.join();
    }

    /** One that breaks is an answer, too: nobody may wait for ever. */
    private void complete() {
        try {
            report.complete(drain());
        } catch (Throwable broken) {
            report.completeExceptionally(broken);
        }
    }

    private DrainReport drain() {
        long began = runtime.time.nanoTime();
        runtime.reports.draining();
        long found = runtime.pending();
        runtime.openScopes().forEach(scope -> scope.finish(Outcome.aborted(0)));
        awaitPending();
        Queue<TaskInfo> left = runtime.reports.collectAbandoned(); // before anybody abandons
        over = true;
        runtime.abandonAll();
        runtime.abandonAll(); // what a task registered that ended meanwhile; no further one begins
        long now = runtime.time.nanoTime();
        DrainReport result = new DrainReport(found, List.copyOf(left), Reports.between(began, now));
        runtime.reports.collectNoMore();
        LOG.info("{}", result);
        return result;
    }

    private void awaitPending() {
        if (runtime.pending() == 0) return;
        try {
            runtime.time.await(nothingPending, runtime.drainTimeout());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt(); // whoever stops us wants it now: what is left is abandoned
        }
    }

    void taskEnded() {
        if (hasBegun() && runtime.pending() == 0) nothingPending.countDown();
    }

    /** {@code after} was called when the drain was over: not on this thread, which may be a request's. */
    void abandonLate() {
        TaskThreads.start(lateThreads, runtime::abandonAll);
    }
}
