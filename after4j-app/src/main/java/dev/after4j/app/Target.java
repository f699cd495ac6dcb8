package dev.after4j.app;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request is for: a path with its query, and the route that it has been matched with. */
final class Target {
    private final String path;
    private final @Nullable String sentQuery;
    private final @Nullable RoutePattern pattern;
    private final List<String> values;
    private final @Nullable RoutePattern route;
    private @Nullable RequestPath decoded;
    private @Nullable Fieldset query;

    private Target(
            String path,
            @Nullable String sentQuery,
            @Nullable RoutePattern pattern,
            List<String> values,
            @Nullable RoutePattern route) {
        this.path = path;
        this.sentQuery = sentQuery;
        this.pattern = pattern;
        this.values = values;
        this.route = route;
    }

    static Target of(String path, @Nullable String query) {
        return new Target(path, query, null, List.of(), null);
    }

    /** Another path of the application; it keeps the query unless {@code target} has one of its own. */
    Target rewritten(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? of(target, sentQuery) : of(target.substring(0, mark), target.substring(mark + 1));
    }

    Target matched(RoutePattern by, List<String> with) {
        return new Target(path, sentQuery, by, with, by);
    }

    /** With the parameters of {@code known}, which the path is at or below: they may be named otherwise than the route's, if there is one. */
    Target below(RoutePattern known, List<String> with) {
        return new Target(path, sentQuery, known, with, route);
    }

    String path() {
        return path;
    }

    /** Throws 400 if it is not well formed. */
    RequestPath decoded() {
        if (decoded == null) decoded = RequestPath.parse(path);
        return decoded;
    }

    boolean isWellFormed() {
        try {
            return decoded().segments() != null;
        } catch (Signal malformed) {
            return false;
        }
    }

    String withQuery(String otherPath) {
        return sentQuery == null ? otherPath : otherPath + "?" + sentQuery;
    }

    Optional<String> route() {
        return Optional.ofNullable(route).map(RoutePattern::toString);
    }

    String param(String name) {
        List<String> names = pattern == null ? List.of() : pattern.names();
        int at = names.indexOf(name);
        if (at >= 0) return values.get(at);
        throw new IllegalArgumentException("The route " + (pattern == null ? "of a proxy" : pattern)
                + " has no parameter '" + name + "', only " + names);
    }

    Fieldset query() {
        if (query == null) query = Fieldset.decode(sentQuery == null ? "" : sentQuery, "query");
        return query;
    }
}
