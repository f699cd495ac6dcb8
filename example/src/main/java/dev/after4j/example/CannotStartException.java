package dev.after4j.example;

/** Its message is all that the person who starts the application needs to read. */
public final class CannotStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotStartException(String message) {
        super(message);
    }
}
