package dev.after4j.example;

import dev.after4j.AfterListener;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets a test wait for the ends of tasks. The site has recorded an end when this hears of it. */
final class Ends implements AfterListener {
    private final BlockingQueue<TaskEnd.Kind> mails = new LinkedBlockingQueue<>();
    private final BlockingQueue<TaskEnd.Kind> others = new LinkedBlockingQueue<>();

    @Override
    public void ended(TaskInfo task, TaskEnd end) {
        (task.name().equals("mail") ? mails : others).add(end.kind());
    }

    /** The next end of a mail. */
    TaskEnd.@Nullable Kind ofMail() throws InterruptedException {
        return mails.poll(20, TimeUnit.SECONDS);
    }

    /** The next end of a note of user activity. */
    TaskEnd.@Nullable Kind ofNote() throws InterruptedException {
        return others.poll(20, TimeUnit.SECONDS);
    }
}
