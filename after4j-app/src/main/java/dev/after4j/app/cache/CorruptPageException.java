package dev.after4j.app.cache;

import java.io.IOException;

/** These bytes are not those of a {@link CachedPage}, or no longer: truncated, altered, or of something else. A store takes it as "no page". */
public final class CorruptPageException extends IOException {
    private static final long serialVersionUID = 1;

    CorruptPageException(String message) {
        super(message);
    }

    CorruptPageException(String message, Throwable cause) {
        super(message, cause);
    }
}
