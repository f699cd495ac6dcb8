package dev.after4j.app;

/** What is wrong with a page in the eyes of a build; its message says all, and there is no line of the application to show. */
final class BuildException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BuildException(String message) {
        super(message);
    }
}
