package dev.after4j.example.activity;

import dev.after4j.AfterListener;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Keeps how each task ended. */
public final class TaskLog implements AfterListener {
    private final Jdbi jdbi;

    public TaskLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void ended(TaskInfo task, TaskEnd end) {
        if (isOfActivityPage(task)) return;
        jdbi.useHandle(handle -> handle.execute(
                "insert into ended_task (name, surface, scope, waited_micros, ran_micros, ended, error) values (?, ?, ?, ?, ?, ?, ?)",
                task.name(),
                task.surface(),
                scope(task),
                micros(end.waited()),
                micros(end.ran()),
                end.kind(),
                end.error().map(Throwable::toString).orElse("")));
    }

    /** Of which request: everybody reads it here, and who knows the address of an order reads that order. */
    public static String scope(TaskInfo task) {
        return task.scope().replaceFirst("/orders/.+", "/orders/..");
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }

    /** Who waits for a task loads that page again and again: it would soon show nothing but its own tasks. */
    static boolean isOfActivityPage(TaskInfo task) {
        return task.scope().endsWith("/activity");
    }

    /** The newest first. */
    public List<EndedTask> latest() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from ended_task order by at desc limit 50")
                .map(ConstructorMapper.of(EndedTask.class))
                .list());
    }
}
