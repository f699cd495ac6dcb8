package dev.after4j.example.teas;

import dev.after4j.app.Request;
import java.util.Optional;

/** Which teas somebody looks for: the query of an address. */
public record Search(String text, Optional<Kind> kind, Sort sort) {
    static final Search ALL = new Search("", Optional.empty(), Sort.NAME);

    static Search of(Kind kind) {
        return new Search("", Optional.of(kind), Sort.NAME);
    }

    /** What is no kind or no order is the visitor's mistake, and answered with 400. */
    static Search of(Request request) {
        return new Search(
                request.query("q").orElse("").strip(),
                request.query("kind", Kind.class),
                request.query("sort", Sort.class).orElse(Sort.NAME));
    }
}
