package dev.after4j.test;

import dev.after4j.AfterListener;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of every task so far. Written by any thread that registers. */
final class TaskLog implements AfterListener {
    private final Set<TaskInfo> registered = new LinkedHashSet<>();
    private final Set<TaskInfo> started = new LinkedHashSet<>();
    private final Map<TaskInfo, TaskEnd> ends = new LinkedHashMap<>();
    private final Set<TaskInfo> askedFor = new HashSet<>();

    synchronized void registered(List<TaskInfo> seen) {
        registered.addAll(seen);
    }

    @Override
    public synchronized void started(TaskInfo task) {
        registered.add(task);
        started.add(task);
    }

    @Override
    public synchronized void ended(TaskInfo task, TaskEnd end) {
        registered.add(task);
        ends.put(task, end);
    }

    synchronized List<TaskInfo> registered() {
        return List.copyOf(registered);
    }

    synchronized List<TaskInfo> started() {
        return List.copyOf(started);
    }

    synchronized List<TaskInfo> pending() {
        return registered.stream().filter(task -> !ends.containsKey(task)).toList();
    }

    synchronized List<TaskInfo> ended(TaskEnd.Kind kind) {
        return ends.entrySet().stream()
                .filter(end -> end.getValue().kind() == kind)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The first end of that name and kind; the test knows of them all now. */
    synchronized TaskEnd ask(String name, TaskEnd.Kind kind) {
        TaskEnd first = null;
        for (Map.Entry<TaskInfo, TaskEnd> entry : ends.entrySet()) {
            TaskEnd end = entry.getValue();
            if (end.kind() != kind || !entry.getKey().name().equals(name)) continue;
            askedFor.add(entry.getKey());
            if (first == null) first = end;
        }
        if (first == null) throw notEnded(name, kind);
        return first;
    }

    /** Ends that a test must ask for, and has not. */
    synchronized Map<TaskInfo, TaskEnd> unasked() {
        Map<TaskInfo, TaskEnd> bad = new LinkedHashMap<>(ends);
        bad.keySet().removeAll(askedFor);
        bad.values().removeIf(TaskLog::isGood);
        return bad;
    }

    /** A page that turns out dynamic throws its first attempt away: that is no news (R24). */
    private static boolean isGood(TaskEnd end) {
        return switch (end.kind()) {
            case SUCCEEDED, SKIPPED, DISCARDED -> true;
            default -> false;
        };
    }

    /** Says what became of the tasks of that name instead. */
    private AssertionError notEnded(String name, TaskEnd.Kind kind) {
        List<TaskInfo> named =
                registered.stream().filter(task -> task.name().equals(name)).toList();
        if (named.isEmpty())
            return new AssertionError("No task '" + name + "' was registered; registered are " + names(registered));
        String instead = named.stream().map(this::state).collect(Collectors.joining(", "));
        AssertionError error = new AssertionError("No task '" + name + "' ended " + kind + ", but: " + instead);
        named.stream()
                .map(ends::get)
                .filter(Objects::nonNull)
                .flatMap(end -> end.error().stream())
                .forEach(error::addSuppressed);
        return error;
    }

    private String state(TaskInfo task) {
        TaskEnd end = ends.get(task);
        if (end != null)
            return task + " ended " + end.kind()
                    + end.error().map(error -> " with " + error).orElse("");
        return task + (started.contains(task) ? " has begun and not ended" : " has not begun");
    }

    static List<String> names(Iterable<TaskInfo> tasks) {
        List<String> names = new ArrayList<>();
        for (TaskInfo task : tasks) names.add(task.name());
        return names;
    }
}
