package dev.after4j.app;

import java.util.ArrayList;
import java.util.List;

/** Headers that the response will have, whatever it will be; see {@link CurrentResponse}. For any thread of the request. */
public final class ResponseHeaders {
    private final OpenResponse response;
    private final List<String> fields = new ArrayList<>();

    ResponseHeaders(OpenResponse response) {
        this.response = response;
    }

    /**
     * One more value; throws as {@link Response#header} does, for a {@code Content-Type} as well, and an {@link IllegalStateException} once the response has begun.
     */
    public void add(String name, String value) {
        check(name, value);
        response.change(() -> {
            fields.add(name);
            fields.add(value);
        });
    }

    /** That value alone; throws as {@link #add} does. */
    public void set(String name, String value) {
        check(name, value);
        response.change(() -> {
            removeAll(name);
            fields.add(name);
            fields.add(value);
        });
    }

    private static void check(String name, String value) {
        Fields.check(name, value);
        if (name.equalsIgnoreCase("Content-Type"))
            throw new IllegalArgumentException(
                    "The content type belongs to the body, which may yet be another one, such as"
                            + " that of an error: give it to the Response");
    }

    /** None of that name, of those set here; throws as {@link #add} does. */
    public void remove(String name) {
        response.change(() -> removeAll(name));
    }

    private void removeAll(String name) {
        for (int i = fields.size() - 2; i >= 0; i -= 2)
            if (fields.get(i).equalsIgnoreCase(name)) fields.subList(i, i + 2).clear();
    }

    /** Names and values in turn; under the response's lock. */
    List<String> fields() {
        return fields;
    }
}
