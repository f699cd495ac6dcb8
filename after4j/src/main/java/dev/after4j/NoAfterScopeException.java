package dev.after4j;

/** {@code after} was called on a thread to which no scope is bound (R03). */
public final class NoAfterScopeException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Names the thread, the likely causes and the ways out. */
    public NoAfterScopeException(Thread thread) {
        super("No after-scope on thread '" + thread.getName() + "'. Either no after4j integration is installed for this"
                + " server, or this is another thread than the request's. For code on another thread use"
                + " After.scope().run(..) or .propagating(executor); for work without a response (jobs, listeners,"
                + " command lines) use AfterRuntime.inScope(..), or in Spring Boot after4j.outside-request=scope.");
    }
}
