package dev.after4j.app;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is around a page: layouts with their error pages, from the outside in. */
record Branch(List<Level> levels) {
    /** What was registered for one path and what is below. Its error pages stand within its layout. */
    static final class Level {
        final RoutePattern pattern;
        /** Where it was first registered. */
        final Place place;

        @Nullable
        Layout layout;

        @Nullable
        ErrorPage notFound;

        @Nullable
        ErrorPage errors;

        Level(RoutePattern pattern, Place place) {
            this.pattern = pattern;
            this.place = place;
        }

        /** What shows {@code status} here; null if that is no error, or is shown further out. */
        @Nullable
        ErrorPage errorPage(int status) {
            if (status < 400) return null;
            return status == 404 && notFound != null ? notFound : errors;
        }
    }

    int depth() {
        return levels.size();
    }

    Level level(int at) {
        return levels.get(at);
    }

    /** The innermost of the {@code depth} outer levels that shows {@code status}; -1 if none does. */
    int levelFor(int status, int depth) {
        for (int at = depth - 1; at >= 0; at--) if (level(at).errorPage(status) != null) return at;
        return -1;
    }
}
