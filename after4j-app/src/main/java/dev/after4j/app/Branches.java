package dev.after4j.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The layouts and error pages of an application, by path. */
final class Branches {
    private static final Branch NONE = new Branch(List.of());

    private final List<Branch.Level> levels = new ArrayList<>();
    private final Map<Branch.Level, Map<String, Place>> places = new HashMap<>();
    /** By the pattern that a page was registered with. */
    private final IdentityHashMap<RoutePattern, Branch> ofPages = new IdentityHashMap<>();

    /** The level of {@code pattern}, at which {@code what} is being registered. */
    Branch.Level at(RoutePattern pattern, String what) {
        if (pattern.hasRest())
            throw new IllegalArgumentException("A " + what
                    + " is for a path and all that is below: leave the last segment of '" + pattern + "' away");
        Branch.Level level = level(pattern);
        Place here = Place.here();
        Place before = places.computeIfAbsent(level, first -> new HashMap<>()).putIfAbsent(what, here);
        if (before == null) return level;
        throw new IllegalStateException("The " + what + " at " + pattern + " is registered twice: at " + before
                + " and at " + here + "; keep one of them");
    }

    private Branch.Level level(RoutePattern pattern) {
        for (Branch.Level known : levels)
            if (known.pattern.isAtOrAbove(pattern) && pattern.isAtOrAbove(known.pattern)) return known;
        Branch.Level made = new Branch.Level(pattern);
        levels.add(made);
        levels.sort(Comparator.comparingInt(level -> level.pattern.segments().size()));
        return made;
    }

    /** Finds what is around each page, when all is registered. */
    void grow(List<RoutePattern> pages) {
        for (RoutePattern page : pages) ofPages.put(page, around(page));
    }

    private Branch around(RoutePattern page) {
        List<Branch.Level> around = new ArrayList<>();
        for (Branch.Level level : levels) {
            if (!level.pattern.isAtOrAbove(page)) continue;
            checkNames(level.pattern, page);
            around.add(level);
        }
        return new Branch(List.copyOf(around));
    }

    private static void checkNames(RoutePattern level, RoutePattern page) {
        if (page.names().subList(0, level.names().size()).equals(level.names())) return;
        throw new IllegalStateException("The layout or error page at '" + level + "' is also for '" + page
                + "': give their parameters the same names");
    }

    Branch of(RoutePattern page) {
        return ofPages.getOrDefault(page, NONE);
    }

    /** The innermost level that {@code path} is below and that shows {@code status}. Of two such, the one with the more fixed segments. */
    Optional<Branch.Level> levelFor(int status, RequestPath path) {
        return levels.stream()
                .filter(level -> level.errorPage(status) != null && level.pattern.isAtOrAbove(path))
                .max(Comparator.comparingInt(
                                (Branch.Level level) -> level.pattern.segments().size())
                        .thenComparingInt(level -> -level.pattern.names().size()));
    }

    /** What is around the error pages of {@code level}. */
    Branch upTo(Branch.Level level) {
        return around(level.pattern);
    }
}
