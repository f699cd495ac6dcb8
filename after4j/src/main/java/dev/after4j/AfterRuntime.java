package dev.after4j;

import dev.after4j.internal.DefaultRuntime;
import dev.after4j.internal.Settings;
import dev.after4j.spi.ContextCarrier;
import dev.after4j.spi.TimeSource;
import dev.after4j.spi.WaitUntil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one application. Made at its start, once; drained after its server has stopped and before what its
 * tasks use is closed. Integrations do both; an application without one writes
 *
 * <pre>{@code
 * try (AfterRuntime runtime = AfterRuntime.create()) {
 *     runtime.inScope("nightly import", () -> importer.run()); // importer may call after(..)
 * } // waits for the tasks
 * }</pre>
 *
 * <p>Limits, with their defaults: 256 tasks running at once, 10,000 waiting,
 * 30 s for a task, 15 s for the drain. All of its methods may be called from any thread. The counts are exact while nothing
 * changes, and otherwise of about the moment of the call.
 */
public sealed interface AfterRuntime extends AutoCloseable permits DefaultRuntime {
    /** A runtime with the defaults. */
    static AfterRuntime create() {
        return builder().build();
    }

    /** A builder with the defaults. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Runs {@code body} on this thread in a scope of its own, whose finish is the end of the body: for jobs, listeners
     * and command lines (R03). Returns what it returns and throws what it throws; then the outcome is FAILED. Does not
     * wait for the tasks, which run on daemon threads: a process that ends without {@link #close} loses them. Inside
     * another scope the inner one is bound until its body ends.
     *
     * @param description names the work in logs and reports, such as {@code nightly import}
     * @throws IllegalArgumentException if {@code description} is blank
     */
    <T extends @Nullable Object, X extends Exception> T inScope(String description, Body<T, X> body) throws X;

    /**
     * Like {@link #inScope(String, Body)}, for work that returns nothing.
     *
     * @throws IllegalArgumentException if {@code description} is blank
     */
    default <X extends Exception> void inScope(String description, VoidBody<X> body) throws X {
        Objects.requireNonNull(body, "body");
        Body<@Nullable Void, X> returning = () -> {
            body.run();
            return null;
        };
        inScope(description, returning);
    }

    /** Registrations so far. */
    long registered();

    /** Ends of that kind so far. */
    long ended(TaskEnd.Kind kind);

    /** Registrations without an end yet: registered = ended + pending (R08). */
    long pending();

    /** The registrations without an end yet, in no order: what the process still has to do, by name. */
    List<TaskInfo> pendingTasks();

    /** Tasks of finished scopes that wait for their turn to begin (R20). */
    int waiting();

    /** Bodies begun, and stages that tasks started; without stages that were running when they were handed in (R20). */
    int running();

    /** Bodies whose time limit has passed but whose thread has not returned; they keep their slots (R21). */
    int overdue();

    /** Tasks that may run at once (R20). */
    int maxRunning();

    /** Tasks that may wait (R20). */
    int maxWaiting();

    /** A task's time, unless it asks for less (R21). */
    Duration maxDuration();

    /** A drain's time (R22). */
    Duration drainTimeout();

    /** Whether {@link #drain()} was called: from then on tasks are on borrowed time, and later ones are ABANDONED (R22). */
    boolean draining();

    /**
     * Finishes every open scope as ABORTED, runs and awaits what is pending, nested tasks included, for at most
     * {@code drainTimeout}; then interrupts the rest and reports it as ABANDONED (R22). Call it after the server has
     * stopped and before pools close. A further call waits for the first and returns the same report. If the calling
     * thread is interrupted, the time is over at once. Tasks registered afterwards end as ABANDONED, a moment after
     * the call to {@code after}.
     *
     * @throws IllegalStateException inside a task of this runtime, which would wait for itself
     */
    DrainReport drain();

    /** {@link #drain()} without the report. */
    @Override
    default void close() {
        drain();
    }

    /** Code to run in a scope that returns something; it may throw. */
    @FunctionalInterface
    interface Body<T extends @Nullable Object, X extends Exception> {
        /** Called once, on the thread of whoever gave it, with the scope bound. */
        T call() throws X;
    }

    /** Code to run in a scope that returns nothing; it may throw. */
    @FunctionalInterface
    interface VoidBody<X extends Exception> {
        /** Called once, on the thread of whoever gave it, with the scope bound. */
        void run() throws X;
    }

    /** Options of a runtime. A bad value is an {@link IllegalArgumentException} at the call, with the option and the value. */
    final class Builder {
        private @Nullable Executor executor;
        private int maxRunning = 256;
        private int maxWaiting = 10_000;
        private Duration maxDuration = Duration.ofSeconds(30);
        private Duration drainTimeout = Duration.ofSeconds(15);
        private Overflow overflow = Overflow.REJECT_NEWEST;
        private List<ContextCarrier> carriers = List.of(ContextCarrier.mdc());
        private final List<AfterListener> listeners = new ArrayList<>();
        private @Nullable WaitUntil waitUntil;
        private TimeSource time = TimeSource.system();

        private Builder() {}

        /**
         * The threads of the tasks, also of those that ask for a platform thread. Must not run a command inside
         * {@code execute}. If it refuses one, the task runs on a thread of the runtime, with a warning.
         */
        public Builder executor(Executor threads) {
            this.executor = Objects.requireNonNull(threads, "threads");
            return this;
        }

        /** Tasks running at once, at least 1; 256 unless set. */
        public Builder maxRunning(int tasks) {
            this.maxRunning = atLeast(1, "maxRunning", tasks);
            return this;
        }

        /** Tasks of finished scopes that wait to begin, at least 0; 10,000 unless set. */
        public Builder maxWaiting(int tasks) {
            this.maxWaiting = atLeast(0, "maxWaiting", tasks);
            return this;
        }

        /** A task's time from the start of its body; 30 s unless set. */
        public Builder maxDuration(Duration time) {
            this.maxDuration = positive("maxDuration", time);
            return this;
        }

        /** A drain's time; 15 s unless set. */
        public Builder drainTimeout(Duration time) {
            this.drainTimeout = positive("drainTimeout", time);
            return this;
        }

        /** What happens beyond {@code maxWaiting}. */
        public Builder overflow(Overflow policy) {
            this.overflow = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** What tasks see of the registering thread (R12), in place of what was set before; the MDC unless set. The class loader always. */
        public Builder carriers(List<ContextCarrier> all) {
            this.carriers = List.copyOf(Objects.requireNonNull(all, "all"));
            return this;
        }

        /** Adds a carrier, restored after those before it and closed before them. */
        public Builder carrier(ContextCarrier one) {
            Objects.requireNonNull(one, "one");
            this.carriers = Stream.concat(carriers.stream(), Stream.of(one)).toList();
            return this;
        }

        /** Adds a listener. */
        public Builder listener(AfterListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** For hosts that would freeze or end the process after the response (R23). */
        public Builder waitUntil(WaitUntil host) {
            this.waitUntil = Objects.requireNonNull(host, "host");
            return this;
        }

        /** Another clock, for tests. */
        public Builder time(TimeSource source) {
            this.time = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * The runtime; no thread is started before the first task.
         *
         * @throws WaitUntil.Missing on a host that is known to freeze the process after the response, unless it was given
         *     what {@linkplain #waitUntil waits}, or the environment says {@code AFTER_PLATFORM=keeps-running} (R23)
         */
        public AfterRuntime build() {
            return new DefaultRuntime(new Settings(
                    executor,
                    maxRunning,
                    maxWaiting,
                    overflow,
                    maxDuration,
                    drainTimeout,
                    carriers,
                    List.copyOf(listeners),
                    waitUntil,
                    time));
        }

        private static int atLeast(int least, String option, int value) {
            if (value < least)
                throw new IllegalArgumentException(option + " must be at least " + least + ", but is " + value);
            return value;
        }

        private static Duration positive(String option, Duration value) {
            Objects.requireNonNull(value, option);
            if (value.isNegative() || value.isZero())
                throw new IllegalArgumentException(option + " must be positive, but is " + value);
            return value;
        }
    }
}
