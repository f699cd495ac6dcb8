package dev.after4j.server;

/** Its message is the one line that the person who starts the server needs to read. */
final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    SettingsException(String message) {
        super(message);
    }

    /** Another's, which says it all. */
    SettingsException(IllegalArgumentException wrong) {
        super(wrong.getMessage(), wrong);
    }
}
