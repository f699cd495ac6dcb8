package dev.after4j.app;

import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.spi.Surface;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A task that code of an application has registered. */
class TaskCode extends EndingCode implements Surface.Companion {
    TaskCode(App app) {
        super(app);
    }

    @Override
    public void ended(Supplier<TaskInfo> task, TaskEnd.Kind kind, @Nullable Throwable error) {
        end();
    }
}
