package dev.after4j.app;

import dev.after4j.Outcome;
import dev.after4j.app.cache.CachedPage;
import dev.after4j.spi.OpenScope;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a rendering without a request: a page to keep; or else a response for those who wait for it, such as a not-found page; or
 * else what was thrown; and whether a request was asked for, whatever came of that.
 */
record Rendered(
        PagePath path,
        OpenScope scope,
        StaticCode code,
        @Nullable CachedPage page,
        @Nullable Response response,
        @Nullable Throwable failure,
        long begun) {
    Optional<RequestNeededException> need() {
        return code.need();
    }

    /** Whether it is the application's fault that there is no page to keep: a signal says that there is none. */
    boolean isNoPage() {
        return need().isPresent() || (failure != null && !(failure instanceof Signal));
    }

    Exception whyNoPage() {
        if (need().isEmpty()) return new IllegalStateException(path.source().title() + " failed at " + path, failure);
        return new IllegalStateException(path.source().title() + " is kept, and asks for a request: "
                + need().get().call() + " (R24); leave that away, or make it Prerender.NEVER");
    }

    /** What has failed, if {@link #isNoPage} and no request was asked for. */
    Throwable cause() {
        return Objects.requireNonNull(failure);
    }

    /** What it says instead of a page. */
    String whyNotKept() {
        if (failure instanceof Signal signal && signal.location().isPresent())
            return "redirects to " + signal.location().get();
        return "answers with the status " + outcome().status().orElseThrow();
    }

    /** How the scope ends. */
    Outcome outcome() {
        if (failure instanceof Signal signal) return Outcome.completed(signal.status());
        int status = response == null ? 500 : response.status();
        return failure == null ? Outcome.completed(status) : Outcome.failed(status, failure);
    }
}
