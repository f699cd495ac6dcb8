package dev.after4j.app;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What may be made without a request: a page, or a route handler for GET. */
sealed interface Prerendered permits Endpoint.Shown, Endpoint.Route, NotFoundFile {
    RoutePattern pattern();

    Place place();

    Prerender prerender();

    Collection<Map<String, String>> staticParams() throws Exception;

    /** What it is called in reports. */
    String title();

    default boolean isDynamic() {
        return prerender().mode() == Prerender.Mode.NEVER;
    }

    /** The parameters that are listed, in the order of the pattern's names. */
    default List<List<String>> listed() throws Exception {
        Collection<Map<String, String>> all = Objects.requireNonNull(
                staticParams(), () -> "staticParams() of " + title() + " returned null; return List.of() for none");
        return all.stream().map(this::values).toList();
    }

    private List<String> values(Map<String, String> listed) {
        List<String> names = pattern().names();
        if (listed.size() != names.size() || names.stream().anyMatch(name -> listed.get(name) == null))
            throw new IllegalStateException("staticParams() of " + title() + " must give a value for each of " + names
                    + ", but gave " + listed);
        return names.stream().map(listed::get).toList();
    }
}
