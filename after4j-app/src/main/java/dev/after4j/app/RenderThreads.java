package dev.after4j.app;

import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where pages are rendered that a request waits for: threads of no request, which inherit nothing of one and vanish when they are idle. */
final class RenderThreads {
    private static final int MOST = 32;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), RenderThreads::thread);

    RenderThreads() {
        pool.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "after4j-render", 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** With the class loader of whoever asks, and nothing else of it. */
    Future<?> run(Runnable work) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return pool.submit(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            try {
                work.run();
            } finally {
                Thread.currentThread().setContextClassLoader(null);
            }
        });
    }
}
