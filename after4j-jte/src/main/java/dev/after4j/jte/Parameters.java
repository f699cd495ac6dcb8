package dev.after4j.jte;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of one rendering. A compiled template begins by asking for each of its own, with a default if it has one. */
@SuppressWarnings("NullAway") // a parameter may be null, which JTE does not say
final class Parameters extends AbstractMap<String, Object> {
    private final @Nullable Parameter last;
    private final List<String> asked = new ArrayList<>();

    Parameters(@Nullable Parameter last) {
        this.last = last;
    }

    @Override
    public Object get(Object name) {
        Parameter found = find(name);
        if (found != null) return found.value();
        throw new IllegalArgumentException("The parameter '" + name + "' is missing: add .with(\"" + name
                + "\", ..), which may be null, or give it a default in the template");
    }

    @Override
    public Object getOrDefault(Object name, Object otherwise) {
        Parameter found = find(name);
        return found == null ? otherwise : found.value();
    }

    private @Nullable Parameter find(Object name) {
        asked.add((String) name);
        return Parameter.find(last, name);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        throw new UnsupportedOperationException("Parameters are asked for by their names");
    }

    /** What is wrong if something was given that the template has not asked for; else null. */
    @Nullable
    String misplaced() {
        for (Parameter each = last; each != null; each = each.before())
            if (!asked.contains(each.name()))
                return "The template has no parameter '" + each.name() + "'; it has "
                        + (asked.isEmpty() ? "none" : String.join(", ", asked));
        return null;
    }

    /** What is wrong if {@code thrown} was thrown right behind an answer: the template could not take that. */
    String misfit(RuntimeException thrown) {
        String name = asked.get(asked.size() - 1);
        return "The parameter '" + name + "' is " + described(Parameter.find(last, name)) + ", which does not fit: "
                + thrown.getMessage();
    }

    private static String described(@Nullable Parameter given) {
        if (given == null || given.value() == null) return "null";
        return given.value() instanceof Nested
                ? "an Html, which is a gg.jte.Content to templates"
                : "a " + given.value().getClass().getTypeName();
    }
}
