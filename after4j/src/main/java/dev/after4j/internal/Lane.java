package dev.after4j.internal;

import dev.after4j.Overflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks on their way to one kind of thread. Finishes only put tasks into the inbox and signal; whoever finds nobody
 * draining starts the drainer, which admits, starts and refuses. There is one drainer at a time, which keeps the order
 * (R09).
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Executor threads;
    private final int maxRunning;
    private final int maxWaiting;
    private final Overflow overflow;
    private final Function<Task, Runnable> begin;
    private final Consumer<Task> refuse;
    /** Chains of tasks. */
    private final ConcurrentLinkedQueue<Task> inbox = new ConcurrentLinkedQueue<>();

    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    /** Guarded by itself, for the sake of {@link #takeAll}; nobody else meets the drainer here. */
    private final Deque<Task> waiting = new ArrayDeque<>();

    private long refusedInARow;

    /** {@code begin} is called by the drainer in order, and returns what runs the task on a thread. */
    Lane(Executor threads, int maxRunning, Settings settings, Function<Task, Runnable> begin, Consumer<Task> refuse) {
        this.threads = threads;
        this.maxRunning = maxRunning;
        this.maxWaiting = settings.maxWaiting();
        this.overflow = settings.overflow();
        this.begin = begin;
        this.refuse = refuse;
    }

    void offer(Task chain) {
        inbox.add(chain);
        signal();
    }

    int running() {
        return running.get();
    }

    /** A body has returned, or the stage it left has completed. */
    void release() {
        running.decrementAndGet();
        signal();
    }

    private void signal() {
        if (signals.getAndIncrement() == 0) threads.execute(this::drain);
    }

    /** Hands out what may run, and then runs the first of it here: one thread is woken for a finish with one task. */
    private void drain() {
        int seen = signals.get();
        List<Runnable> begun;
        List<Task> refused;
        synchronized (waiting) {
            takeInbox();
            begun = takeRunnable();
            refused = takeRefused();
        }
        for (int i = 1; i < begun.size(); i++) threads.execute(begun.get(i));
        if (signals.addAndGet(-seen) != 0) threads.execute(this::drain);
        refused.forEach(refuse);
        if (!begun.isEmpty()) begun.get(0).run();
    }

    private void takeInbox() {
        for (Task first; (first = inbox.poll()) != null; ) {
            for (Task task = first; task != null; ) {
                waiting.add(task);
                task = unlinked(task);
            }
        }
    }

    private static @Nullable Task unlinked(Task task) {
        Task next = task.next;
        task.next = null;
        return next;
    }

    private List<Runnable> takeRunnable() {
        List<Runnable> begun = new ArrayList<>(1);
        while (!waiting.isEmpty() && running.get() < maxRunning) {
            running.incrementAndGet();
            begun.add(begin.apply(waiting.remove()));
        }
        return begun;
    }

    private List<Task> takeRefused() {
        if (overflow == Overflow.ACCEPT || waiting.size() <= maxWaiting) {
            calm();
            return List.of();
        }
        if (refusedInARow == 0) LOG.warn("after4j: more than {} tasks wait; {}", maxWaiting, overflow);
        List<Task> refused = new ArrayList<>();
        while (waiting.size() > maxWaiting)
            refused.add(overflow == Overflow.REJECT_OLDEST ? waiting.removeFirst() : waiting.removeLast());
        refusedInARow += refused.size();
        return refused;
    }

    /** One line when refusing begins and one when it is over: not one for each task. */
    private void calm() {
        if (refusedInARow == 0 || waiting.size() > maxWaiting / 2) return;
        LOG.warn("after4j: tasks are accepted again; {} were refused", refusedInARow);
        refusedInARow = 0;
    }

    /** Takes every task that has not begun. */
    List<Task> takeAll() {
        synchronized (waiting) {
            takeInbox();
            List<Task> all = new ArrayList<>(waiting);
            waiting.clear();
            return all;
        }
    }
}
