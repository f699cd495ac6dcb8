package dev.after4j.app;

/**
 * Shown instead of a page, within the layouts at and above the path that it was registered for, when something at or below that path
 * ends with a status from 400 on. The tasks of what it replaces still run.
 */
@FunctionalInterface
public interface ErrorPage {
    /** As {@link Page#metadata}; that robots shall not index it is said already. */
    default Metadata metadata(Request request, Problem problem) throws Exception {
        return Metadata.title(problem.title());
    }

    /**
     * As {@link Page#render}; the response gets the problem's status. What is thrown here is answered by an error page further out, or at last by {@link App.Builder#error}.
     */
    Html render(Request request, Problem problem) throws Exception;
}
