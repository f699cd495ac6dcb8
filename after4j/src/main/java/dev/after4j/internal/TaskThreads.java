package dev.after4j.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads tasks run on. */
final class TaskThreads {
    private static final Logger LOG = LoggerFactory.getLogger(TaskThreads.class);

    private TaskThreads() {}

    /** The application's own; or a virtual thread per task from JDK 21 on, else a bounded pool. */
    static Executor standard(Settings settings) {
        Executor own = settings.executor();
        if (own != null) return guarded(own, pool(settings.maxRunning()));
        try {
            return virtual();
        } catch (ReflectiveOperationException beforeJdk21) {
            return pool(settings.maxRunning());
        }
    }

    /** Threads that inherit nothing of the request that happens to start them (R12). */
    private static Executor virtual() throws ReflectiveOperationException {
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Object threads = Thread.class.getMethod("ofVirtual").invoke(null);
        builder.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(threads, false);
        ThreadFactory factory = (ThreadFactory) builder.getMethod("factory").invoke(threads);
        // no executor around them: that keeps a set of its threads, for a close that nobody calls
        return command -> factory.newThread(command).start();
    }

    /** At most this many tasks at once, with one thread more for the drainer; threads exist only while there is work. */
    static Executor pool(int tasks) {
        int threads = Math.max(tasks, tasks + 1); // the greatest number has no next
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), command -> {
                    Thread thread = new Thread(null, command, "after4j-" + number.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Runs {@code command} on {@code threads}; here if the system has no thread left: late is better than lost. */
    static void start(Executor threads, Runnable command) {
        try {
            threads.execute(command);
        } catch (Throwable noThread) {
            LOG.error("after4j: no thread for a task or its end; it holds up others", noThread);
            command.run();
        }
    }

    /** An executor that refuses, because it was shut down or is full, must not lose a task or fail a response. */
    private static Executor guarded(Executor own, Executor instead) {
        return command -> {
            try {
                own.execute(command);
            } catch (Throwable refused) {
                LOG.warn("after4j: the executor refused; running on a thread of the runtime", refused);
                instead.execute(command);
            }
        };
    }
}
