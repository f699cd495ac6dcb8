package dev.after4j.jetty;

import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** What is known of one exchange whose scope is open, gathered until Jetty reports its end (R13). */
final class Exchange {
    /** Another for each copy of this class: a web application may have its own. */
    static final String ATTRIBUTE =
            Exchange.class.getName() + "@" + Integer.toHexString(System.identityHashCode(Exchange.class));

    /** Where servlet containers, and frameworks that answer for their handlers' exceptions, leave one. */
    private static final String SERVLETS_ERROR = "jakarta.servlet.error.exception";

    private final Request request;
    private final OpenScope scope;
    private volatile int status;
    private volatile boolean sentWhole;
    private volatile boolean clientGone;
    private volatile @Nullable Throwable error;

    private Exchange(Request request, OpenScope scope, int status) {
        this.request = request;
        this.scope = scope;
        this.status = status;
    }

    /**
     * Finishes {@code scope} when the exchange of {@code request} is over.
     *
     * @param sent the status that has been sent; 0 if none has
     */
    static void watch(Request request, int sent, OpenScope scope) {
        Request whole = Request.unWrap(request);
        Exchange exchange = new Exchange(whole, scope, sent);
        whole.setAttribute(ATTRIBUTE, exchange);
        whole.addHttpStreamWrapper(stream -> new FinishStream(stream, exchange));
        whole.addFailureListener(exchange::broke);
    }

    /** The exchange of {@code request}, if its scope has been opened. */
    static Optional<Exchange> of(Request request) {
        Object known = Request.unWrap(request).getAttribute(ATTRIBUTE);
        return known instanceof Exchange exchange ? Optional.of(exchange) : Optional.empty();
    }

    /** What the handler threw or failed its callback with. */
    void handlerFailed(Throwable thrown) {
        if (error == null) error = thrown;
    }

    /** A head is on its way; interim ones do not count. */
    void sending(MetaData.Response head) {
        if (!HttpStatus.isInterim(head.getStatus())) status = head.getStatus();
    }

    /** The network took the last byte. */
    void sentWhole() {
        sentWhole = true;
    }

    /** The network refused some bytes. */
    void sendFailed(Throwable failure) {
        if (Departure.isReasonOf(failure)) clientGone = true;
    }

    /**
     * Jetty noticed a failure while the handler is at work. If the client went, nothing more can be sent: that is the
     * finish (R07). After a time-out, or when only the request's body was cut off, an error page may still follow.
     */
    private void broke(Throwable failure) {
        if (!Departure.isReasonOf(failure)) return;
        clientGone = true;
        over(failure);
    }

    /** Jetty's last word, on any thread. */
    void over(@Nullable Throwable failure) {
        Throwable thrown = thrownByHandler();
        Outcome outcome = outcome(failure);
        scope.finish(thrown == null ? outcome : outcome.withError(thrown));
    }

    private @Nullable Throwable thrownByHandler() {
        if (error != null) return error;
        return request.getAttribute(SERVLETS_ERROR) instanceof Throwable left ? left : null;
    }

    private Outcome outcome(@Nullable Throwable failure) {
        if (sentWhole || failure == null) return Outcome.completed(status);
        if (clientGone || Departure.isNoticedIn(failure)) return Outcome.aborted(status);
        return Outcome.failed(status, failure);
    }
}
