package dev.after4j.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads tasks run on unless the application brings its own. */
final class TaskThreads {
    private TaskThreads() {}

    /** A virtual thread per task from JDK 21 on, else a bounded pool with one thread more for the drainer. */
    static Executor standard(int maxRunning) {
        try {
            return (Executor) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(java.util.concurrent.ExecutorService.class))
                    .invoke();
        } catch (Throwable beforeJdk21) {
            return platform(maxRunning);
        }
    }

    static Executor platform(int maxRunning) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                maxRunning + 1, maxRunning + 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), command -> {
                    Thread thread = new Thread(command, "after4j-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
