package dev.after4j.test;

import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a test has left behind, in words: tasks that never ran or have not ended, failures that nobody asked for. */
final class Leftovers {
    private final List<String> problems = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    /** {@code open} are the descriptions of what was not finished; {@code idle}: whether nothing waits for a thread. */
    Leftovers(TaskLog log, Set<String> open, boolean idle) {
        List<TaskInfo> begun = new ArrayList<>();
        List<TaskInfo> unfinished = new ArrayList<>();
        List<TaskInfo> held = new ArrayList<>();
        Set<TaskInfo> started = Set.copyOf(log.started());
        for (TaskInfo task : log.pending()) {
            if (started.contains(task)) begun.add(task);
            else if (open.contains(task.scope())) unfinished.add(task);
            else (idle ? begun : held).add(task); // idle: a stage handed in running, which has no body to begin
        }
        report(unfinished, "waited for a finish that never came", "call finish()");
        report(held, "waited after the finish and never ran", "call runTasks()");
        report(begun, "did not end", "complete what the test holds back and call runTasks(), or call awaitTasks()");
        log.unasked().forEach(this::report);
    }

    private void report(Collection<TaskInfo> tasks, String what, String wayOut) {
        if (tasks.isEmpty()) return;
        String count = tasks.size() == 1 ? "1 task " : tasks.size() + " tasks ";
        problems.add(count + what + ": " + list(tasks) + "; " + wayOut);
    }

    private void report(TaskInfo task, TaskEnd end) {
        String ask = end.kind() == TaskEnd.Kind.FAILED
                ? "assertFailed(\"" + task.name() + "\")"
                : "assertEnded(\"" + task.name() + "\", " + end.kind() + ")";
        problems.add("Task " + task + " ended " + end.kind() + " (if the test wants that, call " + ask + ")"
                + end.error().map(error -> ": " + error).orElse(""));
        end.error().ifPresent(errors::add);
    }

    private static String list(Collection<TaskInfo> tasks) {
        return tasks.stream().map(TaskInfo::toString).collect(Collectors.joining(", "));
    }

    /** One error for all; the first failure is its cause and the others are suppressed. */
    void check() {
        if (problems.isEmpty()) return;
        AssertionError error = new AssertionError(String.join("\n", problems), errors.isEmpty() ? null : errors.get(0));
        errors.stream().skip(1).forEach(error::addSuppressed);
        throw error;
    }
}
