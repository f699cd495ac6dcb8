package dev.after4j;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a response ended, as far as the server knows (R13). It informs: whether tasks run depends on it only if they ask
 * for that with {@link TaskOptions#onlyWhen}.
 *
 * <pre>{@code
 * after(() -> {
 *     if (After.outcome().kind() == Outcome.Kind.ABORTED) carts.keep(cart); // the customer never saw the answer
 * });
 * }</pre>
 *
 * <p>A short response to a client that has just left may read COMPLETED: the transport took it.
 */
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

    /** Sent whole, for hosts and tests. A {@code status} of 0 means that there was none. */
    public static Outcome completed(int status) {
        return new Outcome(Kind.COMPLETED, status, null, 0);
    }

    /** Broken off by {@code error}, for hosts and tests. A {@code status} of 0 means that none was sent. */
    public static Outcome failed(int status, Throwable error) {
        return new Outcome(Kind.FAILED, status, Objects.requireNonNull(error, "error"), 0);
    }

    /** The client went, for hosts and tests. A {@code status} of 0 means that none was sent. */
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

    /** What the handler threw; else what broke the response off. */
    public Optional<Throwable> error() {
        return Optional.ofNullable(error);
    }

    /**
     * From the start of the request to its finish; zero before a runtime was told of it, and where the finish met neither
     * a task nor entered code.
     */
    public Duration duration() {
        return Duration.ofNanos(nanos);
    }

    /** COMPLETED with a status below 400, or with none as work without a response is. */
    public boolean successful() {
        return kind == Kind.COMPLETED && status < 400;
    }

    @Override
    public String toString() {
        return kind + (status == 0 ? "" : " " + status) + (error == null ? "" : " (" + error + ")");
    }
}
