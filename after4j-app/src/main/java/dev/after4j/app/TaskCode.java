package dev.after4j.app;

import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.spi.Surface;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A task that code of an application has registered. */
class TaskCode implements Caller, Surface.Companion {
    private final App app;
    private final UntilItsEnd expiring;

    TaskCode(App app) {
        this.app = app;
        this.expiring = new UntilItsEnd(app);
    }

    @Override
    public App app() {
        return app;
    }

    @Override
    public void expire(String call, List<String> tags) {
        expiring.expire(tags);
    }

    @Override
    public void ended(Supplier<TaskInfo> task, TaskEnd.Kind kind, @Nullable Throwable error) {
        expiring.end();
    }
}
