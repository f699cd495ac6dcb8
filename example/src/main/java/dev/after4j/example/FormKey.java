package dev.after4j.example;

import static dev.after4j.request.CurrentRequest.connection;

import java.util.UUID;

/** The random key in a form, which the table holds once: a form that is sent twice is taken once. */
public final class FormKey {
    private FormKey() {}

    /**
     * Another one for each who is shown the form. A page that is kept would show one key to all, and of all their orders only the first would be
     * taken: this asks for the request, so that no page with such a form is ever kept.
     */
    public static UUID next() {
        connection();
        return UUID.randomUUID();
    }
}
