package dev.after4j.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An error that is to be shown to the client. */
public final class Problem {
    private final int status;
    private final @Nullable String detail;
    private final @Nullable Throwable error;

    Problem(int status, @Nullable String detail, @Nullable Throwable error) {
        this.status = status;
        this.detail = detail;
        this.error = error;
    }

    /** The status of the response. */
    public int status() {
        return status;
    }

    /** The name of the status, such as {@code Not Found}. */
    public String title() {
        return Statuses.title(status);
    }

    /** What the client should know besides. It may quote what the client sent: escape it for HTML. */
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    /** What the application's code threw, of a 500. Never for the client: it has been logged. */
    public Optional<Throwable> error() {
        return Optional.ofNullable(error);
    }
}
