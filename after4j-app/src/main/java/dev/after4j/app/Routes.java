package dev.after4j.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what is served at a path: a tree of segments, in which fixed ones go before parameters, and these before the rest. */
final class Routes {
    /** An endpoint that matches, with the values of its parameters in their order. */
    record Found(Endpoint endpoint, List<String> values) {}

    private static final class Node {
        final Map<String, Node> fixed = new HashMap<>();

        @Nullable
        Node parameter;

        @Nullable
        Endpoint rest;

        @Nullable
        Endpoint end;

        Node parameter() {
            if (parameter == null) parameter = new Node();
            return parameter;
        }

        Endpoint rest() {
            if (rest == null) rest = new Endpoint();
            return rest;
        }

        Endpoint end() {
            if (end == null) end = new Endpoint();
            return end;
        }
    }

    private final Node root = new Node();
    /** Of what answers GET. */
    private final Map<String, Prerendered> patterns = new LinkedHashMap<>();

    /** The endpoint at {@code pattern}, made when it is first asked for. */
    Endpoint at(RoutePattern pattern) {
        Node node = root;
        for (String segment : pattern.segments()) {
            if (RoutePattern.isRest(segment)) return node.rest();
            node = below(node, segment);
        }
        return node.end();
    }

    private static Node below(Node node, String segment) {
        return RoutePattern.isParameter(segment)
                ? node.parameter()
                : node.fixed.computeIfAbsent(segment, first -> new Node());
    }

    /** Notes what answers GET; that was found to be no conflict. */
    void add(Prerendered source) {
        patterns.put(source.pattern().toString(), source);
    }

    /** All that answers GET, as it was registered. */
    Collection<Prerendered> readable() {
        return patterns.values();
    }

    /** Whether something that answers GET was registered with exactly that pattern. */
    boolean hasPattern(String pattern) {
        return patterns.containsKey(pattern);
    }

    /** All there are. */
    List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>();
        collect(root, all);
        return all;
    }

    private static void collect(Node node, List<Endpoint> all) {
        if (node.end != null) all.add(node.end);
        if (node.rest != null) all.add(node.rest);
        node.fixed.values().forEach(below -> collect(below, all));
        if (node.parameter != null) collect(node.parameter, all);
    }

    /** All that match, the most specific first. */
    List<Found> find(RequestPath path) {
        List<Found> found = new ArrayList<>(1);
        collect(root, path.segments(), 0, List.of(), found);
        return found;
    }

    private static void collect(Node node, List<String> path, int at, List<String> values, List<Found> found) {
        if (at == path.size()) {
            if (node.end != null) found.add(new Found(node.end, values));
        } else {
            Node same = node.fixed.get(path.get(at));
            if (same != null) collect(same, path, at + 1, values, found);
            if (node.parameter != null) collect(node.parameter, path, at + 1, with(values, path.get(at)), found);
        }
        if (node.rest != null)
            found.add(new Found(node.rest, with(values, String.join("/", path.subList(at, path.size())))));
    }

    private static List<String> with(List<String> values, String one) {
        List<String> more = new ArrayList<>(values);
        more.add(one);
        return more;
    }
}
