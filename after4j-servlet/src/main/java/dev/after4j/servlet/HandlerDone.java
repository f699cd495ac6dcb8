package dev.after4j.servlet;

import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The portable signal: the application is done with the exchange, its error page included. The container may still hold
 * bytes of the response then. Nothing of the response is touched: a forced flush or close changes what is sent.
 */
final class HandlerDone implements FinishSignal, ServletRequestListener {
    /** Of this class alone: another web application's may be in the same request. */
    private static final String EXCHANGE =
            HandlerDone.class.getName() + "@" + Integer.toHexString(System.identityHashCode(HandlerDone.class));

    private final boolean isToldOfTheEnd;

    private HandlerDone(boolean isToldOfTheEnd) {
        this.isToldOfTheEnd = isToldOfTheEnd;
    }

    static HandlerDone install(ServletContext context) {
        HandlerDone signal = new HandlerDone(true);
        context.addListener(signal);
        return signal;
    }

    /** For a context that has heard of its start, and takes no listener: the end is the filter's return. */
    static HandlerDone withoutListener() {
        return new HandlerDone(false);
    }

    /** By a listener; else the end is the filter's return. */
    boolean isToldOfTheEnd() {
        return isToldOfTheEnd;
    }

    @Override
    public String guarantee() {
        return "'handler done': the container may still be sending when tasks start, and does not say whether the client"
                + " left (Tomcat and Jetty are exact with after4j-tomcat and after4j-jetty)";
    }

    @Override
    public void watch(HttpServletRequest request, HttpServletResponse response, OpenScope scope) {
        exchange(request, response).scope = scope;
    }

    @Override
    public void failed(HttpServletRequest request, HttpServletResponse response, Throwable thrown) {
        exchange(request, response).failed(thrown);
    }

    @Override
    public void wentAsync(HttpServletRequest request, HttpServletResponse response) {
        exchange(request, response).goesOn(request);
    }

    @Override
    public void returned(HttpServletRequest request, HttpServletResponse response) {
        if (!isToldOfTheEnd && request.getAttribute(EXCHANGE) instanceof Exchange exchange) exchange.finish();
    }

    /** After the error page, if there is one; also at the end of the first dispatch of an exchange that goes on. */
    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        if (event.getServletRequest().getAttribute(EXCHANGE) instanceof Exchange exchange) exchange.destroyed();
    }

    private static Exchange exchange(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(EXCHANGE) instanceof Exchange known) return known;
        Exchange made = new Exchange(request, response);
        request.setAttribute(EXCHANGE, made);
        return made;
    }

    /** What is known of an exchange that opened a scope, failed or went asynchronous. */
    private static final class Exchange implements AsyncListener {
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private volatile @Nullable OpenScope scope;
        private volatile @Nullable Throwable error;
        private volatile boolean brokenOff;
        private volatile boolean async;

        Exchange(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        /** The first failure counts: a second one is the error page's. */
        void failed(Throwable thrown) {
            if (error == null) error = thrown;
            brokenOff |= response.isCommitted();
        }

        void goesOn(ServletRequest request) {
            if (async) return;
            try {
                request.getAsyncContext().addListener(this);
                async = true;
            } catch (IllegalStateException completedMeanwhile) {
                async = false; // then requestDestroyed comes
            }
        }

        void destroyed() {
            if (!async) finish();
        }

        @Override
        public void onStartAsync(AsyncEvent again) {
            again.getAsyncContext().addListener(this);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            finish();
        }

        /** The application's listeners have been asked: if the exchange still waits, a response that has begun breaks off. */
        @Override
        public void onTimeout(AsyncEvent event) {
            if (response.isCommitted() && event.getAsyncContext().getRequest().isAsyncStarted())
                failed(new TimeoutException("the asynchronous exchange timed out"));
        }

        @Override
        public void onError(AsyncEvent event) {
            Throwable thrown = event.getThrowable();
            if (thrown != null) failed(thrown);
        }

        private void finish() {
            OpenScope open = scope;
            if (open != null) open.finish(outcome());
        }

        private Outcome outcome() {
            Throwable thrown = error != null ? error : answered();
            int status = response.getStatus();
            if (thrown == null) return Outcome.completed(status);
            if (brokenOff) return Outcome.failed(status, thrown);
            boolean hasAnswer = response.isCommitted() || status >= HttpServletResponse.SC_BAD_REQUEST;
            // else the container's own page is still to come
            return Outcome.completed(hasAnswer ? status : HttpServletResponse.SC_INTERNAL_SERVER_ERROR)
                    .withError(thrown);
        }

        /** Where frameworks that answer for what their handlers throw leave it. */
        private @Nullable Throwable answered() {
            return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable left ? left : null;
        }
    }
}
