package dev.after4j.example;

import dev.after4j.app.ErrorPage;
import dev.after4j.app.Html;
import dev.after4j.app.Problem;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;

/** Nothing is at this address. */
final class NotFoundPage implements ErrorPage {
    private final Jte jte;

    NotFoundPage(Jte jte) {
        this.jte = jte;
    }

    @Override
    public Html render(Request request, Problem problem) {
        return jte.view("not-found.jte").with("request", request);
    }
}
