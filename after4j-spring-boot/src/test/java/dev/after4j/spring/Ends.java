package dev.after4j.spring;

import dev.after4j.AfterListener;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import java.util.concurrent.CountDownLatch;

/** Counts the ends of one kind down. */
record Ends(TaskEnd.Kind kind, CountDownLatch told) implements AfterListener {
    @Override
    public void ended(TaskInfo task, TaskEnd end) {
        if (end.kind() == kind) told.countDown();
    }
}
