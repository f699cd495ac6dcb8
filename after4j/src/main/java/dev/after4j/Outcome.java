package dev.after4j;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How a response ended, as far as the server knows (R13). It informs; it never decides whether tasks run. */
public final class Outcome {
    /** The three ways in which an exchange can end. */
    public enum Kind {
        /** Sent whole, whatever its status. */
        COMPLETED,
        /** Broken off after an error or a time-out. */
        FAILED,
        /** The client went, or the server closed the connection. */
        ABORTED
    }

    private final Kind kind;
    private final int status;
    private final @Nullable Throwable error;
    private final long nanos;

    private Outcome(Kind kind, int status, @Nullable Throwable error, long nanos) {
        this.kind = kind;
        this.status = status;
        this.error = error;
        this.nanos = nanos;
    }

    /** Sent whole. {@code status} 0 means that there was none. */
    public static Outcome completed(int status) {
        return new Outcome(Kind.COMPLETED, status, null, 0);
    }

    /** Broken off by {@code error}. */
    public static Outcome failed(int status, Throwable error) {
        return new Outcome(Kind.FAILED, status, Objects.requireNonNull(error, "error"), 0);
    }

    /** The client went. */
    public static Outcome aborted(int status) {
        return new Outcome(Kind.ABORTED, status, null, 0);
    }

    /** The same with the handler's exception, also when an error page was sent whole. */
    public Outcome withError(Throwable cause) {
        return new Outcome(kind, status, Objects.requireNonNull(cause, "cause"), nanos);
    }

    /** The same with the time that the request took. */
    public Outcome took(Duration time) {
        return new Outcome(kind, status, error, time.toNanos());
    }

    /** How it ended. */
    public Kind kind() {
        return kind;
    }

    /** The status that was sent, if there was one. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** What the handler threw, if it did. */
    public Optional<Throwable> error() {
        return Optional.ofNullable(error);
    }

    /** From the start of the request to its finish. */
    public Duration duration() {
        return Duration.ofNanos(nanos);
    }

    /** Completed with a status below 400. */
    public boolean successful() {
        return kind == Kind.COMPLETED && status < 400;
    }

    @Override
    public String toString() {
        return kind + (status == 0 ? "" : " " + status) + (error == null ? "" : " (" + error + ")");
    }
}
