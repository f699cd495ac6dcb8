package dev.after4j.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
 * int quantity = form.value("quantity", int.class).orElse(1);
 * if (quantity > stock) form.reject("quantity", "only " + stock + " are left");
 * if (form.hasErrors()) return form.again();
 * }</pre>
 */
public final class Form {
    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    private final Request request;
    private final JsonMapper mapper;
    private final Fieldset fields;
    private final List<Part> files;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    private Form(Request request, JsonMapper mapper, Fieldset fields, List<Part> files) {
        this.request = request;
        this.mapper = mapper;
        this.fields = fields;
        this.files = files;
    }

    static Form read(Request request, JsonMapper mapper) {
        Incoming incoming = request.incoming();
        switch (incoming.contentType()) {
            case URLENCODED -> {
                String encoded = new String(incoming.bytes(), StandardCharsets.UTF_8);
                return new Form(request, mapper, Fieldset.decode(encoded, "form"), List.of());
            }
            case MULTIPART -> {
                return read(request, mapper, incoming.parts());
            }
            default -> throw Signal.of(415, "Send a form: " + URLENCODED + " or " + MULTIPART);
        }
    }

    private static Form read(Request request, JsonMapper mapper, List<? extends Part> parts) {
        Fieldset fields = new Fieldset();
        List<Part> files = new ArrayList<>();
        for (Part part : parts)
            if (part.fileName().isPresent()) files.add(part);
            else fields.add(part.name(), text(part));
        return new Form(request, mapper, fields, files);
    }

    private static String text(Part part) {
        try (InputStream content = part.open()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw Signal.of(400, "The body could not be read to its end");
        }
    }

    /** The request that posted it. */
    public Request request() {
        return request;
    }

    /** The first value of a field, as sent; empty if it was not sent. */
    public Optional<String> text(String name) {
        return fields.first(name);
    }

    /** All values of a field, as sent. */
    public List<String> all(String name) {
        return fields.all(name);
    }

    /** What was chosen for a field of the type {@code file}; empty if nothing was. */
    public Optional<Part> file(String name) {
        return files(name).stream().findFirst();
    }

    /** All files of a field. */
    public List<Part> files(String name) {
        return files.stream()
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
     * Jakarta Validation is present, its constraints are checked. Empty if there is an error: of a field that does not fit, a primitive one that is missing, a
     * constraint; or of the whole form, under the empty name, if the record's constructor throws an {@link IllegalArgumentException}.
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
     * {@link Request#submitted()}.
     */
    public Response again() {
        return Response.again(this);
    }
}
