package dev.after4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What paths a route is for: fixed segments, {@code {name}} for any one, and last {@code {name...}} for the rest, which may be empty. */
final class RoutePattern {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]*";
    private static final Predicate<String> PARAMETER =
            Pattern.compile("\\{" + NAME + "}").asMatchPredicate();
    private static final Predicate<String> REST =
            Pattern.compile("\\{" + NAME + "\\.\\.\\.}").asMatchPredicate();

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
        else if (segment.matches(".*[{}*?#%\\\\].*|:.*|\\[.*") || segment.equals(".") || segment.equals(".."))
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
        return PARAMETER.test(segment);
    }

    static boolean isRest(String segment) {
        return REST.test(segment);
    }

    List<String> segments() {
        return segments;
    }

    boolean matches(RequestPath path) {
        List<String> sent = path.segments();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (isRest(segment)) return true;
            if (i == sent.size() || !(isParameter(segment) || segment.equals(sent.get(i)))) return false;
        }
        return sent.size() == segments.size();
    }

    boolean hasRest() {
        return !segments.isEmpty() && isRest(segments.get(segments.size() - 1));
    }

    /** Whether all that {@code other} matches is at or below what this matches, whatever parameters are named. */
    boolean isAtOrAbove(RoutePattern other) {
        if (segments.size() > other.segments.size()) return false;
        for (int i = 0; i < segments.size(); i++) {
            String mine = segments.get(i);
            String theirs = other.segments.get(i);
            if (!(isParameter(mine) ? isParameter(theirs) : mine.equals(theirs))) return false;
        }
        return true;
    }

    /** Whether {@code path} is matched by this, or is below a path that is. */
    boolean isAtOrAbove(RequestPath path) {
        List<String> sent = path.segments();
        if (segments.size() > sent.size()) return false;
        for (int i = 0; i < segments.size(); i++)
            if (!isParameter(segments.get(i)) && !segments.get(i).equals(sent.get(i))) return false;
        return true;
    }

    /** Of two patterns of one length that match the same path, the greater goes first: the first segment decides that only one has fixed. */
    String specificity() {
        return segments.stream()
                .map(segment -> isParameter(segment) ? "0" : "1")
                .collect(Collectors.joining());
    }

    /** The values of its parameters in {@code path}, which is at or below this. */
    List<String> values(RequestPath path) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++)
            if (isParameter(segments.get(i))) values.add(path.segments().get(i));
        return values;
    }

    /** The path, encoded, that has these values for its parameters in their order. */
    String path(List<String> values) {
        List<String> path = new ArrayList<>();
        int at = 0;
        for (String segment : segments) {
            if (isRest(segment)) path.addAll(List.of(values.get(at++).split("/")));
            else path.add(isParameter(segment) ? values.get(at++) : segment);
        }
        path.removeIf(String::isEmpty);
        return PagePath.encoded(path);
    }

    /** The names of its parameters, in their order. */
    List<String> names() {
        return names;
    }

    @Override
    public String toString() {
        return text;
    }
}
