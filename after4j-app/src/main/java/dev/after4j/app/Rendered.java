package dev.after4j.app;

import dev.after4j.Outcome;
import dev.after4j.app.cache.CachedPage;
import dev.after4j.spi.OpenScope;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a rendering without a request: a page to keep; or else a response for those who wait for it, such as a not-found page, with the
 * part of it that is within the layouts; or else what was thrown.
 *
 * @param failure also with a response: what an error page has been made of
 * @param isErrorPage whether an error page took the place of the page
 */
record Rendered(
        PagePath path,
        OpenScope scope,
        StaticCode code,
        @Nullable CachedPage page,
        @Nullable Response response,
        Optional<CachedPage.Fragment> fragment,
        @Nullable Throwable failure,
        boolean isErrorPage,
        long begun) {
    /** What was asked of a request, if it was. */
    Optional<RequestNeededException> need() {
        return code.need();
    }

    /** Whether that is no error: the page is rendered for each request then. What an error page needs is not what its pages need. */
    boolean isForEachRequest() {
        return need().isPresent() && (isErrorPage || path.source().prerender().mode() != Prerender.Mode.ALWAYS);
    }

    /** Whether it is the application's fault that there is no page to keep: a signal says that there is none. */
    boolean isNoPage() {
        return failure != null && !(failure instanceof Signal);
    }

    Exception whyNoPage() {
        if (need().isPresent() && !isErrorPage && failure instanceof Exception known) return known;
        return new IllegalStateException(path.source().title() + " failed at " + path, failure);
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
        if (failure == null) return Outcome.completed(status);
        return Outcome.failed(status, failure instanceof RenderingException known ? known.thrown() : failure);
    }
}
