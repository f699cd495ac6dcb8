package dev.after4j.test.conformance;

import dev.after4j.AfterListener;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.test.internal.Patience;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every end that a runtime reports, by the name of its task; the suite's tasks have names of their own. */
final class Journal implements AfterListener {
    /** One report. */
    record Entry(TaskEnd end, Thread on) {}

    private final ConcurrentHashMap<String, Queue<Entry>> entries = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, CompletableFuture<Entry>> first = new ConcurrentHashMap<>();

    @Override
    public void ended(TaskInfo task, TaskEnd end) {
        Entry entry = new Entry(end, Thread.currentThread());
        entries.computeIfAbsent(task.name(), name -> new ConcurrentLinkedQueue<>())
                .add(entry);
        first(task.name()).complete(entry);
    }

    private CompletableFuture<Entry> first(String name) {
        return first.computeIfAbsent(name, none -> new CompletableFuture<>());
    }

    /** Waits for the end of a task. */
    Entry await(String name, Patience patience) {
        return patience.await(first(name), "a report of the end of task '" + name + "'");
    }

    /** All reports of a task so far. */
    List<Entry> of(String name) {
        Queue<Entry> all = entries.get(name);
        return all == null ? List.of() : List.copyOf(all);
    }
}
