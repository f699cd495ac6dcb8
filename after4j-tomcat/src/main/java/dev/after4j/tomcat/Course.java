package dev.after4j.tomcat;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** What happened in an exchange that failed or went asynchronous, and that Tomcat does not say at its end. */
final class Course implements AsyncListener {
    /** Of this class alone: another web application's may be in the same request. */
    static final String ATTRIBUTE =
            Course.class.getName() + "@" + Integer.toHexString(System.identityHashCode(Course.class));

    private volatile @Nullable Throwable thrown;
    private volatile boolean brokenOff;
    private volatile boolean listening;
    private volatile boolean timedOut;
    private volatile int status;

    static Course of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Course known) return known;
        Course made = new Course();
        request.setAttribute(ATTRIBUTE, made);
        return made;
    }

    /** The first failure counts: a second one is the error page's. */
    void failed(Throwable failure, HttpServletResponse response) {
        if (thrown == null) thrown = failure;
        brokenOff |= response.isCommitted();
        noteStatus(response);
    }

    void goesOn(ServletRequest request) {
        if (listening) return;
        try {
            request.getAsyncContext().addListener(this);
            listening = true;
        } catch (IllegalStateException completedMeanwhile) {
            listening = false;
        }
    }

    @Override
    public void onStartAsync(AsyncEvent again) {
        again.getAsyncContext().addListener(this);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        timedOut = true;
    }

    @Override
    public void onError(AsyncEvent event) {
        noteStatus(event.getSuppliedResponse());
    }

    @Override
    public void onComplete(AsyncEvent event) {
        noteStatus(event.getSuppliedResponse());
    }

    /** Where a connection broke, Tomcat writes 500 over the status that it sent. */
    private void noteStatus(@Nullable ServletResponse response) {
        if (status == 0 && response instanceof HttpServletResponse http && http.isCommitted())
            status = http.getStatus();
    }

    @Nullable
    Throwable thrown() {
        return thrown;
    }

    boolean isBrokenOff() {
        return brokenOff;
    }

    boolean isTimedOut() {
        return timedOut;
    }

    /** What was sent, or 0 if that is not known here. */
    int status() {
        return status;
    }
}
