package dev.after4j.app;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The page that a server of static files shows where it has none. */
record NotFoundFile(Branch.Level level, ErrorPage page) implements Prerendered {
    private static final RoutePattern FILE = RoutePattern.parse("/404.html");

    @Override
    public RoutePattern pattern() {
        return FILE;
    }

    @Override
    public Place place() {
        return level.place;
    }

    @Override
    public Prerender prerender() {
        return Prerender.ALWAYS;
    }

    @Override
    public Collection<Map<String, String>> staticParams() {
        return List.of();
    }

    @Override
    public String title() {
        return "the not-found page (" + CodeName.of(page) + ")";
    }
}
