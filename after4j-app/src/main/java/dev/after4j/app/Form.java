package dev.after4j.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A form that a client has posted, urlencoded or as {@code multipart/form-data}: its fields, its files, and what is wrong
 * with them. For the thread that serves the request.
 *
 * <pre>{@code
 * Action buy = form -> {
 *     int quantity = form.value("quantity", int.class).orElse(1);
 *     if (quantity > stock) form.reject("quantity", "only " + stock + " are left");
 *     return form.hasErrors() ? form.again() : Signal.redirect("/bought");
 * };
 * }</pre>
 */
public final class Form {
    private final Request request;
    private final JsonMapper mapper;
    private final FormData sent;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    Form(Request request, JsonMapper mapper, FormData sent) {
        this.request = request;
        this.mapper = mapper;
        this.sent = sent;
    }

    /** The request that posted it. */
    public Request request() {
        return request;
    }

    /** The first value of a field, as sent; empty if it was not sent. */
    public Optional<String> text(String name) {
        return sent.fields().first(name);
    }

    /** All values of a field, as sent. */
    public List<String> all(String name) {
        return sent.fields().all(name);
    }

    /** What was chosen for a field of the type {@code file}; empty if nothing was. */
    public Optional<Part> file(String name) {
        return files(name).stream().findFirst();
    }

    /** All files of a field. */
    public List<Part> files(String name) {
        return sent.files().stream()
                .filter(file ->
                        file.name().equals(name) && !file.fileName().orElse("").isEmpty())
                .toList();
    }

    /**
     * A field as a {@code type} that JSON knows: numbers, {@code boolean} (a checked box is true), enums, dates, UUIDs, and so on.
     * Empty if it was not sent or is blank; empty with an {@link #errors error} if it does not fit.
     */
    public <T> Optional<T> value(String name, Class<T> type) {
        return Optional.ofNullable(new Binder(this, mapper).value(name, type));
    }

    /**
     * All fields as a record, by the names of its components; a component may also be a {@link Part}, or a list. Where
     * Jakarta Validation is present, its constraints are checked. What was not sent is an error, unless the component is an
     * {@link Optional}, a list, a {@code boolean}, or {@code @Nullable}. Empty if there is an error: of a field that is missing or does not fit, of a constraint; or of the whole form, under the empty name, if the record's constructor throws an {@link IllegalArgumentException}.
     */
    public <T extends Record> Optional<T> as(Class<T> type) {
        return new Binder(this, mapper).record(type);
    }

    /** Adds an error of the application's own; the empty name stands for the whole form. */
    public void reject(String field, String message) {
        errors.computeIfAbsent(field, first -> new ArrayList<>()).add(message);
    }

    /** Whether anything is wrong. */
    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** What is wrong, by field; under the empty name what is wrong with the whole. */
    public Map<String, List<String>> errors() {
        return Collections.unmodifiableMap(errors);
    }

    /** What is wrong with a field. */
    public List<String> errors(String field) {
        return Collections.unmodifiableList(errors.getOrDefault(field, List.of()));
    }

    /**
     * What a GET of this path answers, with status 422: its handler finds this form, errors and input, in
     * {@link Request#submitted()}. Without a route for GET there the client gets a 500.
     */
    public Response again() {
        return Response.again(this);
    }
}
