package dev.after4j.internal;

import dev.after4j.Overflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
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
    private final long lingerNanos;
    private final Function<Task, Runnable> begin;
    private final Consumer<Task> refuse;
    /** A chain, newest task first: cheaper than a queue, which makes a node for each finish. */
    private final AtomicReference<@Nullable Task> inbox = new AtomicReference<>();

    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final Runnable drainer = this::drain;
    /** Guarded by itself: besides the drainer only those who count or abandon look in. */
    private final Deque<Task> waiting = new ArrayDeque<>();

    /** Set before the last look at {@code running}: either the drainer sees a slot, or its release sees this. */
    private volatile boolean somebodyWaits;

    private volatile @Nullable Thread lingering;
    private long refusedInARow;

    /**
     * {@code begin} is called by the drainer in order, and returns what runs the task on a thread. A drainer stays for
     * {@code lingerNanos}; zero where its thread might be the only one.
     */
    Lane(
            Executor threads,
            long lingerNanos,
            int maxRunning,
            Settings settings,
            Function<Task, Runnable> begin,
            Consumer<Task> refuse) {
        this.threads = threads;
        this.lingerNanos = lingerNanos;
        this.maxRunning = maxRunning;
        this.maxWaiting = settings.maxWaiting();
        this.overflow = settings.overflow();
        this.begin = begin;
        this.refuse = refuse;
    }

    /** A chain, newest task first. */
    void offer(Task newest) {
        Task oldest = Task.oldest(newest);
        do {
            oldest.next = inbox.get();
        } while (!inbox.compareAndSet(oldest.next, newest));
        signal();
    }

    /** What was offered last is not to wait until a drainer has lingered. */
    void hurry() {
        LockSupport.unpark(lingering);
    }

    int running() {
        return running.get();
    }

    boolean lingers() {
        return lingering != null;
    }

    /** A body has returned, or the stage it left has completed. */
    void release() {
        int left = running.decrementAndGet();
        if (!somebodyWaits) return;
        signal();
        // fewer than half are refilled when the drainer has lingered: waking it for each slot costs more than it brings
        if (left == maxRunning / 2) hurry();
    }

    private void signal() {
        if (signals.getAndIncrement() == 0) wake();
    }

    /** A finish must not fail, nor this lane be dead for ever, because the system has no thread left. */
    private void wake() {
        try {
            threads.execute(drainer);
        } catch (Throwable noThread) {
            signals.set(0);
            LOG.error("after4j: no thread for tasks; they wait for the next finish or the drain", noThread);
        }
    }

    /**
     * Hands out what may run. Lingers for finishes to come, which then wake nobody; a drainer that may not runs the
     * first task here instead, so that one thread is woken for a finish with one task.
     */
    private void drain() {
        int seen = signals.get();
        Runnable first;
        List<Runnable> others;
        List<Task> refused;
        synchronized (waiting) {
            takeInbox();
            first = lingerNanos > 0 ? null : next();
            others = rest();
            refused = takeRefused();
            if (somebodyWaits && waiting.isEmpty()) somebodyWaits = false;
        }
        for (Runnable other : others) TaskThreads.start(threads, other);
        if (lingerNanos > 0 && refused.isEmpty()) linger(seen);
        if (signals.addAndGet(-seen) != 0) wake();
        for (Task task : refused) refuse.accept(task);
        if (first != null) first.run();
    }

    private void linger(int seen) {
        lingering = Thread.currentThread();
        if (signals.get() == seen) LockSupport.parkNanos(this, lingerNanos);
        lingering = null; // a thread that is kept would keep what its locals hold
    }

    private void takeInbox() {
        for (Task task = Task.inOrder(inbox.getAndSet(null)); task != null; task = unlinked(task)) waiting.add(task);
    }

    private static @Nullable Task unlinked(Task task) {
        Task next = task.next;
        task.next = null;
        return next;
    }

    /** What runs the next task, if one waits and may run. */
    private @Nullable Runnable next() {
        if (waiting.isEmpty() || !takeSlot()) return null;
        return begin.apply(waiting.remove());
    }

    private boolean takeSlot() {
        if (running.get() >= maxRunning) {
            somebodyWaits = true;
            if (running.get() >= maxRunning) return false;
        }
        running.incrementAndGet();
        return true;
    }

    private List<Runnable> rest() {
        if (waiting.isEmpty()) return List.of();
        List<Runnable> rest = new ArrayList<>();
        for (Runnable next; (next = next()) != null; ) rest.add(next);
        return rest;
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

    /** Every task that has not begun. */
    List<Task> waiting() {
        synchronized (waiting) {
            takeInbox();
            return new ArrayList<>(waiting);
        }
    }

    /** Takes every task that has not begun. */
    List<Task> takeAll() {
        synchronized (waiting) {
            List<Task> all = waiting();
            waiting.clear();
            return all;
        }
    }
}
