package dev.after4j.example;

import dev.after4j.app.Html;
import dev.after4j.app.Page;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;

/** Fails, so that one can see what visitors see then. */
final class BrokenPage implements Page {
    /** A build would try it, and fail with it. */
    @Override
    public Prerender prerender() {
        return Prerender.NEVER;
    }

    @Override
    public Html render(Request request) {
        throw new IllegalStateException("This page always fails");
    }
}
