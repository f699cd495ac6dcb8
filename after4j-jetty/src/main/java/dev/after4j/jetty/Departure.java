package dev.after4j.jetty;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/**
 * Tells a client that left from everything else that breaks an exchange. Time-outs come wrapped in input and output
 * errors; a request's body that ends too early comes as one that is an HTTP error as well, and can still be answered.
 */
final class Departure {
    /** Of exceptions that name each other as their causes. */
    private static final int DEEPEST = 50;

    private Departure() {}

    /** Whether the connection's own {@code failure} means that the client is gone. */
    static boolean isReasonOf(Throwable failure) {
        return isCausedBy(IOException.class, failure);
    }

    /** Whether a handler's {@code failure} does; it may as well have lost a connection of its own. */
    static boolean isNoticedIn(Throwable failure) {
        return isCausedBy(EofException.class, failure);
    }

    private static boolean isCausedBy(Class<? extends IOException> type, Throwable failure) {
        boolean found = false;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof HttpException) return false;
            found |= type.isInstance(cause);
        }
        return found;
    }
}
