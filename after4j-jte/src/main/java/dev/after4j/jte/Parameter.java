package dev.after4j.jte;

import org.jspecify.annotations.Nullable;

/** A parameter of a view, and those that were given before. */
record Parameter(
        String name, @Nullable Object value, @Nullable Parameter before) {

    /** The last one of that name. */
    static @Nullable Parameter find(@Nullable Parameter last, @Nullable Object name) {
        Parameter each = last;
        while (each != null && !each.name.equals(name)) each = each.before;
        return each;
    }
}
