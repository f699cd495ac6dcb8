package dev.after4j;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a task asks for, given beside it. Immutable; best a constant beside the code that uses it:
 *
 * <pre>{@code
 * static final TaskOptions MAIL = TaskOptions.named("mail").within(Duration.ofSeconds(5)).onlyWhen(Outcome::successful);
 *
 * after(MAIL, () -> mailer.send(letter));
 * }</pre>
 */
public final class TaskOptions {
    private static final TaskOptions UNNAMED = new TaskOptions(null, null, null, false);

    private final @Nullable String name;
    private final @Nullable Duration limit;
    private final @Nullable Predicate<Outcome> condition;
    private final boolean platformThread;

    private TaskOptions(
            @Nullable String name,
            @Nullable Duration limit,
            @Nullable Predicate<Outcome> condition,
            boolean platformThread) {
        this.name = name;
        this.limit = limit;
        this.condition = condition;
        this.platformThread = platformThread;
    }

    /** The name of the place that makes the task (R04), and nothing else asked for yet. */
    public static TaskOptions unnamed() {
        return UNNAMED;
    }

    /**
     * A name for logs, metrics and reports (R04). Names are few: what differs from request to request does not belong in
     * one.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public static TaskOptions named(String name) {
        if (Objects.requireNonNull(name, "name").isBlank())
            throw new IllegalArgumentException("A task's name must not be blank, but is '" + name + "'");
        return new TaskOptions(name, null, null, false);
    }

    /**
     * Ends the task as TIMED_OUT this long after its body began, or after the runtime's limit if that is shorter;
     * accurate to about 100 ms (R21).
     *
     * @throws IllegalArgumentException if {@code time} is not positive
     */
    public TaskOptions within(Duration time) {
        if (Objects.requireNonNull(time, "time").isNegative() || time.isZero())
            throw new IllegalArgumentException("A task's time limit must be positive, but is " + time);
        return new TaskOptions(name, time, condition, platformThread);
    }

    /**
     * Runs the task only if the outcome passes; otherwise it ends as SKIPPED. Asked on the task's thread, in the task's
     * context; if {@code passes} throws, the task ends as FAILED.
     */
    public TaskOptions onlyWhen(Predicate<Outcome> passes) {
        return new TaskOptions(name, limit, Objects.requireNonNull(passes, "passes"), platformThread);
    }

    /**
     * Runs the task on a platform thread, of which there are as many as processors: for tasks that compute for long, which
     * on a virtual thread could hold up requests (R06). An executor of the application's own runs these tasks, too.
     */
    public TaskOptions onPlatformThread() {
        return new TaskOptions(name, limit, condition, true);
    }

    /** The name, if one was given. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The time limit, if one was given. */
    public Optional<Duration> limit() {
        return Optional.ofNullable(limit);
    }

    /** The condition, if one was given. */
    public Optional<Predicate<Outcome>> condition() {
        return Optional.ofNullable(condition);
    }

    /** Whether it asks for a platform thread. */
    public boolean wantsPlatformThread() {
        return platformThread;
    }
}
