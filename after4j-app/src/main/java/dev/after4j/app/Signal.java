package dev.after4j.app;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends the work on a request from any depth: thrown, or returned where a {@link Result} is. It has no stack trace.
 *
 * <pre>{@code
 * Post post = posts.find(slug).orElseThrow(Signal::notFound);
 * if (!post.isBy(user)) throw Signal.forbidden();
 * throw Signal.redirect("/posts/" + slug);
 * }</pre>
 *
 * <p>Thrown through a transaction it rolls that back, as every exception does: redirect after the transaction. Inside a
 * task it is a failure like any other, and the response stays as it was (R19).
 */
public final class Signal extends RuntimeException implements Result {
    private static final long serialVersionUID = 1L;

    private static final int SEE_OTHER = 303;
    private static final int TEMPORARY_REDIRECT = 307;
    private static final int PERMANENT_REDIRECT = 308;

    private final int status;
    private final @Nullable String location;
    private final @Nullable String detail;

    private Signal(int status, @Nullable String detail, @Nullable String location) {
        super(
                detail != null ? detail : location != null ? "redirect to " + location : Statuses.title(status),
                null,
                false,
                false);
        this.status = status;
        this.detail = detail;
        this.location = location;
    }

    /**
     * The client shall go to {@code location}: a path of this application, which gets its mount in front, or an address.
     * Status 307; 303 after a post, so that the client gets what is there. Characters that an address cannot have are
     * percent-encoded.
     */
    public static Signal redirect(String location) {
        return new Signal(TEMPORARY_REDIRECT, null, Objects.requireNonNull(location, "location"));
    }

    /**
     * As {@link #redirect}, and for ever: status 308; 303 after a post. An address that has moved for posts, too, answers
     * with {@link Response#redirect(int, String)}.
     */
    public static Signal permanentRedirect(String location) {
        return new Signal(PERMANENT_REDIRECT, null, Objects.requireNonNull(location, "location"));
    }

    /** 404. */
    public static Signal notFound() {
        return new Signal(404, null, null);
    }

    /** 403: signed in, and not allowed. */
    public static Signal forbidden() {
        return new Signal(403, null, null);
    }

    /** 401: not signed in. */
    public static Signal unauthorized() {
        return new Signal(401, null, null);
    }

    /**
     * An error of the client's, from 400 to 499. {@code detail} tells the client what to do about it.
     *
     * @throws IllegalArgumentException for another status; a failure of the application's is an exception of its own
     */
    public static Signal of(int status, String detail) {
        if (status < 400 || status > 499)
            throw new IllegalArgumentException("A signal with a message is an error of the client's, 400 to 499, not "
                    + status + "; answer with a Response, or throw an exception of your own");
        return new Signal(status, Objects.requireNonNull(detail, "detail"), null);
    }

    /** The status of the response; of a redirect, unless it follows a post. */
    public int status() {
        return status;
    }

    int statusAfter(String method) {
        boolean again = method.equals("GET") || method.equals("HEAD");
        return location != null && !again ? SEE_OTHER : status;
    }

    /** Where a redirect leads. */
    public Optional<String> location() {
        return Optional.ofNullable(location);
    }

    /** What the client is told besides the status. */
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }
}
