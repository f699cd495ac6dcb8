package dev.after4j.tomcat;

import dev.after4j.Outcome;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/** How an exchange ended (R13), as Tomcat knows it when it logs the access. */
record Ending(
        int status,
        boolean whole,
        @Nullable Throwable thrown,
        @Nullable Throwable transport,
        boolean timedOut,
        boolean stopped) {
    static Ending of(Request request, Response response) {
        Course course = request.getAttribute(Course.ATTRIBUTE) instanceof Course known ? known : new Course();
        boolean whole = response.isCommitted()
                && !request.isAsync() // nobody has ended it: its connection was closed under it
                && mayStillWrite(response)
                && failureToWrite(response) == null // which HTTP/2 does not always remember otherwise
                && !course.isBrokenOff();
        boolean cutOff = whole && isStreamCutOff(request, response);
        return new Ending(
                status(course, response),
                whole && !cutOff,
                thrown(course, request),
                cutOff ? cutOff(request, response) : transport(request, response),
                course.isTimedOut(),
                !request.getConnector().getState().isAvailable());
    }

    private static int status(Course course, Response response) {
        if (!response.isCommitted()) return 0;
        return course.status() == 0 ? response.getStatus() : course.status();
    }

    /** Whoever breaks a response off, Tomcat or the network, ends writing first. */
    private static boolean mayStillWrite(Response response) {
        AtomicBoolean allowed = new AtomicBoolean(true);
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }

    private static @Nullable Throwable thrown(Course course, Request request) {
        if (course.thrown() != null) return course.thrown();
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable known ? known : null;
    }

    private static @Nullable Throwable transport(Request request, Response response) {
        Throwable writing = failureToWrite(response);
        return writing != null ? writing : request.getCoyoteRequest().getErrorException();
    }

    private static @Nullable Throwable failureToWrite(Response response) {
        return response.getCoyoteResponse().getErrorException();
    }

    /**
     * Over HTTP/2 a write to a client that has gone throws, and Tomcat keeps nothing of it if the application catches that.
     * But it would still take trailers then, which it does not behind the end of a stream.
     */
    private static boolean isStreamCutOff(Request request, Response response) {
        if (!"HTTP/2.0".equals(request.getProtocol()) || Sendfile.isUsed(request)) return false;
        AtomicBoolean notEnded = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_TRAILER_FIELDS_SUPPORTED, notEnded);
        return notEnded.get();
    }

    private static Throwable cutOff(Request request, Response response) {
        Throwable known = transport(request, response);
        return known != null ? known : new IOException("the stream was cut off before its end");
    }

    Outcome outcome() {
        Outcome ended = kind();
        return thrown == null ? ended : ended.withError(thrown);
    }

    /**
     * A connector that stops first times out what is asynchronous and then closes its connections (R22). Whether the error
     * page of such a time-out still gets through is a matter of luck: it is not the answer that was asked for.
     */
    private Outcome kind() {
        if (whole && !(stopped && timedOut)) return Outcome.completed(status);
        return stopped || isClientGone() ? Outcome.aborted(status) : Outcome.failed(status, cause());
    }

    private boolean isClientGone() {
        boolean broken = transport != null || among(thrown, ClientAbortException.class::isInstance);
        return broken && !isTooSlow(transport) && !isTooSlow(thrown);
    }

    private static boolean isTooSlow(@Nullable Throwable failure) {
        return among(failure, SocketTimeoutException.class::isInstance);
    }

    private static boolean among(@Nullable Throwable failure, Predicate<Throwable> wanted) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) if (wanted.test(cause)) return true;
        return false;
    }

    private Throwable cause() {
        if (thrown != null) return thrown;
        if (transport != null) return transport;
        return timedOut
                ? new TimeoutException("the asynchronous exchange timed out")
                : new IOException("Tomcat broke the response off");
    }
}
