package dev.after4j.example;

import dev.after4j.AfterListener;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Keeps how each task ended. */
final class TaskLog implements AfterListener {
    private final Jdbi jdbi;

    TaskLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void ended(TaskInfo task, TaskEnd end) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into ended_task values (current_timestamp, ?, ?, ?, ?, ?)",
                task.name(),
                task.scope(),
                end.kind(),
                end.ran().toMillis(),
                end.error().map(Throwable::toString).orElse("")));
    }

    /** The newest first. */
    List<EndedTask> latest() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from ended_task order by at desc limit 50")
                .map(ConstructorMapper.of(EndedTask.class))
                .list());
    }
}
