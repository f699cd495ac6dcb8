package dev.after4j;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a registration ended: each has exactly one end (R08). */
public final class TaskEnd {
    /** The seven ends. */
    public enum Kind {
        /** Its body, or its stage, ended normally. */
        SUCCEEDED,
        /** Its body threw, or its stage failed. */
        FAILED,
        /** It passed its time limit (R21). */
        TIMED_OUT,
        /** The limit on waiting tasks refused it (R20). */
        REJECTED,
        /** The runtime was shut down before it ended (R22). */
        ABANDONED,
        /** Its condition on the outcome said no. */
        SKIPPED,
        /** Its prerender was thrown away (R24). */
        DISCARDED
    }

    private final Kind kind;
    private final @Nullable Throwable error;
    private final Duration waited;
    private final Duration ran;

    /** For runtimes, and for tests of listeners. */
    public TaskEnd(Kind kind, @Nullable Throwable error, Duration waited, Duration ran) {
        this.kind = kind;
        this.error = error;
        this.waited = waited;
        this.ran = ran;
    }

    /** Which end. */
    public Kind kind() {
        return kind;
    }

    /** What it failed with, if it is FAILED. */
    public Optional<Throwable> error() {
        return Optional.ofNullable(error);
    }

    /** From the finish (or the registration, if that was later) to the start of its body. */
    public Duration waited() {
        return waited;
    }

    /** From the start of its body to this end; zero if it never began. */
    public Duration ran() {
        return ran;
    }
}
