package dev.after4j.app;

import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Code that renders something to be kept; notes what that depends on. */
final class StaticCode extends RenderingCode implements Keeping {
    /** How a task ended that this code has registered. */
    record Ended(TaskInfo task, TaskEnd.Kind kind, @Nullable Throwable error) {}

    private final long freshFrom;
    private final Consumer<Ended> ends;
    private final Set<String> tags = new LinkedHashSet<>();
    private Optional<Duration> age;
    private @Nullable RequestNeededException need;
    private @Nullable Place firstTask;

    /** Data that was loaded before the stamp {@code freshFrom} is loaded anew; {@code ends} is told of every task's end, on its thread. */
    StaticCode(App app, Prerender prerender, List<String> ownTags, long freshFrom, Consumer<Ended> ends) {
        super(app);
        this.age = prerender.age();
        this.tags.addAll(prerender.tags());
        this.tags.addAll(ownTags);
        this.freshFrom = freshFrom;
        this.ends = ends;
    }

    @Override
    public synchronized void tag(String tag) {
        tags.add(tag);
    }

    /** What is kept may not get older than that. */
    synchronized void atMost(Duration other) {
        age = Optional.of(age.filter(own -> own.compareTo(other) <= 0).orElse(other));
    }

    @Override
    public synchronized void dependsOn(Loaded data) {
        tags.addAll(data.tags());
        age(data).ifPresent(this::atMost);
    }

    /** A build has one time, which is when it began: as all its data was loaded after that, its pages are not older than they say, and always the same. */
    private Optional<Duration> age(Loaded data) {
        AfterScope.Reason reason = After.scope().reason();
        boolean isBuild = reason == AfterScope.Reason.BUILD || reason == AfterScope.Reason.EXPORT;
        return isBuild ? data.age() : data.rest(app().pages().now());
    }

    synchronized Set<String> tags() {
        return new LinkedHashSet<>(tags);
    }

    synchronized Optional<Duration> age() {
        return age;
    }

    @Override
    public long freshFrom() {
        return freshFrom;
    }

    /** Notes that a request was asked for, which a catch around the call does not undo (R24). */
    synchronized RequestNeededException requestNeeded() {
        RequestNeededException here = RequestNeededException.here();
        if (need == null) need = here;
        return here;
    }

    synchronized Optional<RequestNeededException> need() {
        return Optional.ofNullable(need);
    }

    @Override
    public synchronized TaskCode task() {
        if (firstTask == null) firstTask = Place.here();
        return new Task();
    }

    /** Where the first task was registered, if one was. */
    synchronized Optional<Place> firstTask() {
        return Optional.ofNullable(firstTask);
    }

    private final class Task extends TaskCode {
        Task() {
            super(StaticCode.this.app());
        }

        @Override
        public void ended(Supplier<TaskInfo> task, TaskEnd.Kind kind, @Nullable Throwable error) {
            super.ended(task, kind, error);
            ends.accept(new Ended(task.get(), kind, error));
        }
    }
}
