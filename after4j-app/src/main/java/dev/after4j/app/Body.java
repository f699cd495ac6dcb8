package dev.after4j.app;

import dev.after4j.app.spi.Head;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a response, before it is known how it is sent. */
sealed interface Body {
    record None() implements Body {}

    /** {@code type} is null if a header says it. {@code defaults} are headers, names and values in turn, unless the application says otherwise. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(@Nullable String type, byte[] content, List<String> defaults) implements Body {
        Bytes(String type, byte[] content) {
            this(type, content, List.of());
        }
    }

    /** What is kept, with the headers that all responses with it have, and those of this one. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(Head common, byte[] content, List<String> own) implements Body {}

    record Json(@Nullable Object value) implements Body {}

    record Stored(Path file) implements Body {}

    /** What the host has at {@code path}. */
    record Asset(String path) implements Body {}

    /** What the host has behind the application. */
    record PassedOn(Map<String, Optional<String>> changed) implements Body {}

    record Streamed(String type, BodyWriter writer) implements Body {}

    record Elsewhere(String location) implements Body {}

    /** What a GET of the same path answers, now that {@code form} has been submitted. */
    record Again(Form form) implements Body {}
}
