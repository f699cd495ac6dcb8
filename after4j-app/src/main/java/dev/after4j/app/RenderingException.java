package dev.after4j.app;

import dev.after4j.app.spi.ComponentException;

/** What was thrown while rendering, with where that was: a page or layout, and the component in it. */
final class RenderingException extends ComponentException {
    private static final long serialVersionUID = 1L;

    /** {@code thrown} in {@code part}, which is a page or a layout. */
    RenderingException(String part, Throwable thrown) {
        super(where(part, thrown), cause(thrown));
    }

    private static String where(String part, Throwable thrown) {
        return thrown instanceof ComponentException known ? part + ", " + known.component() : part;
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof ComponentException known ? known.thrown() : thrown;
    }
}
