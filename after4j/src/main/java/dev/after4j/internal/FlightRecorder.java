package dev.after4j.internal;

import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Events of Java's flight recorder; touched only where the recorder's module is present. */
final class FlightRecorder {
    private FlightRecorder() {}

    @Category("after4j")
    abstract static class TaskEvent extends Event {
        @Label("Task")
        String task = "";

        @Label("Scope")
        String scope = "";

        void about(TaskInfo info) {
            task = info.name();
            scope = info.scope();
        }
    }

    @Name("dev.after4j.TaskRegistered")
    @Label("Task registered")
    static final class Registered extends TaskEvent {}

    @Name("dev.after4j.TaskStarted")
    @Label("Task started")
    @StackTrace(false)
    static final class Started extends TaskEvent {}

    @Name("dev.after4j.TaskEnded")
    @Label("Task ended")
    @StackTrace(false)
    static final class Ended extends TaskEvent {
        @Label("End")
        String end = "";

        @Label("Waited")
        @Timespan(Timespan.NANOSECONDS)
        long waited;

        @Label("Ran")
        @Timespan(Timespan.NANOSECONDS)
        long ran;
    }

    /** Whether a recording wants to know of ends. */
    static boolean isOn() {
        return new Ended().isEnabled();
    }

    static void registered(Task task, Scope scope) {
        Registered event = new Registered();
        if (!event.shouldCommit()) return;
        event.about(task.info(scope));
        event.commit();
    }

    static void started(Task task, Scope scope) {
        Started event = new Started();
        if (!event.shouldCommit()) return;
        event.about(task.info(scope));
        event.commit();
    }

    static void ended(TaskInfo task, TaskEnd end) {
        Ended event = new Ended();
        if (!event.shouldCommit()) return;
        event.about(task);
        event.end = end.kind().name();
        event.waited = end.waited().toNanos();
        event.ran = end.ran().toNanos();
        event.commit();
    }
}
