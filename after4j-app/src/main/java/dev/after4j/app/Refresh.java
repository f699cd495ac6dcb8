package dev.after4j.app;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope.Reason;
import dev.after4j.AfterTask;
import dev.after4j.Outcome;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.TaskOptions;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes something anew that nobody waits for. It is a task of the runtime, and so bounded, timed, reported and awaited at a shutdown as all tasks are; but it carries nothing of
 * the request that noticed how old it is.
 */
final class Refresh {
    private static final Surface SURFACE =
            Surface.of("refresh", Surface.RequestAccess.REFUSED).withoutContext();

    private Refresh() {}

    /** {@code over} is told when it has ended, however it ended, with the reason if it did not succeed. */
    static void start(AfterRuntime runtime, String what, Duration limit, AfterTask work, Consumer<Throwable> over) {
        OpenScope scope = OpenScope.open(runtime, "refresh of " + what, Reason.REVALIDATE);
        Surface surface = SURFACE.accompanied(() -> new End(what, over));
        scope.scope(surface).after(TaskOptions.named("refresh").within(limit), work);
        scope.finish(Outcome.completed(0));
    }

    private record End(String what, Consumer<Throwable> over) implements Surface.Companion {
        @Override
        public void ended(Supplier<TaskInfo> task, TaskEnd.Kind kind, @Nullable Throwable error) {
            over.accept(error != null ? error : new IllegalStateException("The refresh of " + what + " ended " + kind));
        }
    }
}
