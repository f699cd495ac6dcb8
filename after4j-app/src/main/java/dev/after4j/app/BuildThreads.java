package dev.after4j.app;

import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads of a build, which carry nothing of whoever started it but the class loader. One that is stuck is replaced. */
final class BuildThreads implements AutoCloseable {
    /** What was interrupted has that long to end. */
    private static final long GRACE_MILLIS = 1_000;

    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor timer;

    BuildThreads() {
        int size = 2 * Runtime.getRuntime().availableProcessors();
        pool = new ThreadPoolExecutor(
                size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> thread(work, "after4j-build"));
        timer = new ScheduledThreadPoolExecutor(1, work -> thread(work, "after4j-build-timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    private Thread thread(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }

    void run(BuildJob job) {
        pool.execute(() -> runNow(job));
    }

    private void runNow(BuildJob job) {
        job.begin();
        Future<?> limit = timer.schedule(() -> interrupt(job), job.limit().toMillis(), TimeUnit.MILLISECONDS);
        try {
            job.work();
        } finally {
            limit.cancel(false);
            if (job.leave() == BuildJob.End.GIVEN_UP) resize(-1);
        }
    }

    private void interrupt(BuildJob job) {
        if (!job.interrupt()) return;
        Future<?> ignored = timer.schedule(() -> giveUp(job), GRACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void giveUp(BuildJob job) {
        if (!job.giveUp()) return;
        resize(1);
        job.givenUp();
    }

    private synchronized void resize(int change) {
        int size = pool.getCorePoolSize() + change;
        if (change > 0) pool.setMaximumPoolSize(size);
        pool.setCorePoolSize(size);
        if (change < 0) pool.setMaximumPoolSize(size);
    }

    @Override
    public void close() {
        pool.shutdownNow();
        timer.shutdownNow();
    }
}
