package dev.after4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What paths a route is for: fixed segments, {@code {name}} for any one, and last {@code {name...}} for the rest, which may be empty. */
final class RoutePattern {
    private static final String NAME = "\\{[A-Za-z_][A-Za-z0-9_-]*}";
    private static final String REST = "\\{[A-Za-z_][A-Za-z0-9_-]*\\.\\.\\.}";

    private final String text;
    private final List<String> segments;
    private final List<String> names = new ArrayList<>();

    private RoutePattern(String text, List<String> segments) {
        this.text = text;
        this.segments = segments;
        for (int i = 0; i < segments.size(); i++) check(segments.get(i), i == segments.size() - 1);
    }

    static RoutePattern parse(String text) {
        if (!text.startsWith("/")) throw bad(text, "it begins with '/'");
        if (text.length() > 1 && text.endsWith("/")) throw bad(text, "it does not end with '/'");
        return new RoutePattern(
                text, text.equals("/") ? List.of() : List.of(text.substring(1).split("/", -1)));
    }

    private void check(String segment, boolean isLast) {
        if (segment.isEmpty()) throw bad(text, "it has no empty segments");
        if (isRest(segment) && !isLast) throw bad(text, segment + " takes the rest of the path, and comes last");
        if (isParameter(segment) || isRest(segment)) addName(nameIn(segment));
        else if (segment.matches(".*[{}*?#%\\\\].*") || segment.equals(".") || segment.equals(".."))
            throw bad(
                    text, "'" + segment + "' is neither {name} nor {name...} nor plain text, which is written decoded");
    }

    private void addName(String name) {
        if (names.contains(name)) throw bad(text, "it names '" + name + "' twice");
        names.add(name);
    }

    private static String nameIn(String segment) {
        return segment.substring(1, segment.length() - (isRest(segment) ? 4 : 1));
    }

    private static IllegalArgumentException bad(String text, String rule) {
        return new IllegalArgumentException(
                "'" + text + "' is no pattern of a route: " + rule + "; such as /orders/{id} or /files/{path...}");
    }

    static boolean isParameter(String segment) {
        return segment.matches(NAME);
    }

    static boolean isRest(String segment) {
        return segment.matches(REST);
    }

    List<String> segments() {
        return segments;
    }

    /** The names of its parameters, in their order. */
    List<String> names() {
        return names;
    }

    /** The same for all patterns that match the same paths. */
    String shape() {
        return segments.stream()
                .map(segment -> isParameter(segment) ? "{}" : isRest(segment) ? "{...}" : segment)
                .collect(Collectors.joining("/", "/", ""));
    }

    @Override
    public String toString() {
        return text;
    }
}
