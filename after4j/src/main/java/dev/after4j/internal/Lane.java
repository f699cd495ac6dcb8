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

/**
 * Tasks on their way to one kind of thread. Finishes only put tasks into the inbox and signal; whoever finds nobody
 * draining starts the drainer, which admits, starts and refuses. One drainer at a time keeps the order (R09), and its
 * state needs no lock.
 */
final class Lane {
    private final Executor threads;
    private final int maxRunning;
    private final int maxWaiting;
    private final Overflow overflow;
    private final Consumer<Task> body;
    private final Consumer<Task> refuse;
    private final ConcurrentLinkedQueue<List<Task>> inbox = new ConcurrentLinkedQueue<>();
    private final Deque<Task> waiting = new ArrayDeque<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger signals = new AtomicInteger();

    Lane(
            Executor threads,
            int maxRunning,
            int maxWaiting,
            Overflow overflow,
            Consumer<Task> body,
            Consumer<Task> refuse) {
        this.threads = threads;
        this.maxRunning = maxRunning;
        this.maxWaiting = maxWaiting;
        this.overflow = overflow;
        this.body = body;
        this.refuse = refuse;
    }

    void offer(List<Task> tasks) {
        inbox.add(tasks);
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

    void signal() {
        if (signals.getAndIncrement() == 0) threads.execute(this::drain);
    }

    /** Hands out what may run, and then runs the first of it here: one thread is woken for a finish with one task. */
    private void drain() {
        int seen = signals.get();
        for (List<Task> batch; (batch = inbox.poll()) != null; ) waiting.addAll(batch);
        List<Task> next = takeRunnable();
        for (Task later : next.subList(Math.min(1, next.size()), next.size())) threads.execute(() -> body.accept(later));
        List<Task> refused = takeRefused();
        if (signals.addAndGet(-seen) != 0) threads.execute(this::drain);
        refused.forEach(refuse);
        if (!next.isEmpty()) body.accept(next.get(0));
    }

    private List<Task> takeRunnable() {
        List<Task> next = new ArrayList<>();
        while (!waiting.isEmpty() && running.get() < maxRunning) {
            Task task = waiting.poll();
            if (task.hasEnded()) continue;
            running.incrementAndGet();
            next.add(task);
        }
        return next;
    }

    private List<Task> takeRefused() {
        List<Task> refused = new ArrayList<>();
        while (overflow != Overflow.ACCEPT && waiting.size() > maxWaiting)
            refused.add(overflow == Overflow.REJECT_OLDEST ? waiting.pollFirst() : waiting.pollLast());
        return refused;
    }
}
