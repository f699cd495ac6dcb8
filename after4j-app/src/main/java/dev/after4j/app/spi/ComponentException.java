package dev.after4j.app.spi;

/**
 * Carries what a piece of a page has thrown, and the name of that piece, to where the page is rendered: through template engines,
 * which wrap exceptions in their own. An engine that finds one of these, or a {@link dev.after4j.app.Signal}, among the causes of its own exception throws
 * that again; around anything else it throws a new one, with a component such as {@code price.jte:12}.
 */
public class ComponentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String component;

    /** Without a stack trace: that of {@code cause} counts. */
    public ComponentException(String component, Throwable cause) {
        super("in " + component, cause, false, false);
        this.component = component;
    }

    /** What has failed, such as {@code price.jte:12}. */
    public final String component() {
        return component;
    }

    /** What it has thrown: the cause. */
    public final Throwable thrown() {
        Throwable cause = getCause();
        return cause == null ? this : cause;
    }
}
