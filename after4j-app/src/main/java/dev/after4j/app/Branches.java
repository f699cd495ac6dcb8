package dev.after4j.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The layouts and error pages of an application, by path. */
final class Branches {
    private static final Branch NONE = new Branch(List.of());

    private final List<Branch.Level> levels = new ArrayList<>();
    private final Map<Branch.Level, Map<String, Place>> places = new HashMap<>();
    /** By the pattern that a page was registered with. */
    private final IdentityHashMap<RoutePattern, Branch> ofPages = new IdentityHashMap<>();

    /** The level of {@code pattern}, at which {@code what} is being registered. */
    Branch.Level at(RoutePattern pattern, String what, Place here) {
        if (pattern.hasRest())
            throw new IllegalArgumentException("A " + what
                    + " is for a path and all that is below: leave the last segment of '" + pattern + "' away");
        Branch.Level level = level(pattern, here);
        checkNames(level, pattern, here);
        Place before = places.computeIfAbsent(level, first -> new HashMap<>()).putIfAbsent(what, here);
        if (before == null) return level;
        throw new IllegalStateException("The " + what + " at " + pattern + " is registered twice: at " + before
                + " and at " + here + "; keep one of them");
    }

    private Branch.Level level(RoutePattern pattern, Place here) {
        for (Branch.Level known : levels)
            if (known.pattern.isAtOrAbove(pattern) && pattern.isAtOrAbove(known.pattern)) return known;
        Branch.Level made = new Branch.Level(pattern, here);
        levels.add(made);
        levels.sort(Comparator.comparingInt(level -> level.pattern.segments().size()));
        return made;
    }

    /** Finds what is around each page, when all is registered. */
    void grow(List<Endpoint.Shown> pages) {
        for (Branch.Level outer : levels) {
            for (Branch.Level inner : levels) checkNames(outer, inner.pattern, inner.place);
            for (Endpoint.Shown page : pages) checkNames(outer, page.pattern(), page.place());
        }
        for (Endpoint.Shown page : pages) ofPages.put(page.pattern(), around(page.pattern()));
    }

    private Branch around(RoutePattern page) {
        return new Branch(
                levels.stream().filter(level -> level.pattern.isAtOrAbove(page)).toList());
    }

    /** What stands around something else reads the same parameters. */
    private static void checkNames(Branch.Level level, RoutePattern inner, Place place) {
        List<String> names = level.pattern.names();
        if (!level.pattern.isAtOrAbove(inner)
                || inner.names().subList(0, names.size()).equals(names)) return;
        throw new IllegalStateException("'" + level.pattern + "', registered at " + level.place + ", is around '"
                + inner + "', registered at " + place + ": give their parameters the same names");
    }

    /** The application's own code. */
    Stream<Object> code() {
        return levels.stream()
                .flatMap(level -> Stream.of(level.layout, level.notFound, level.errors))
                .filter(Objects::nonNull)
                .map(Object.class::cast);
    }

    Branch of(RoutePattern page) {
        return ofPages.getOrDefault(page, NONE);
    }

    /** The innermost level that {@code path} is below and that shows {@code status}. Of two such, the one that routes would find first. */
    Optional<Branch.Level> levelFor(int status, RequestPath path) {
        return levels.stream()
                .filter(level -> level.errorPage(status) != null && level.pattern.isAtOrAbove(path))
                .max(Comparator.comparingInt(
                                (Branch.Level level) -> level.pattern.segments().size())
                        .thenComparing(level -> level.pattern.specificity()));
    }

    /** What is around all paths. */
    Optional<Branch.Level> root() {
        return levels.stream()
                .filter(level -> level.pattern.segments().isEmpty())
                .findFirst();
    }

    /** What is around the error pages of {@code level}. */
    Branch upTo(Branch.Level level) {
        return around(level.pattern);
    }
}
