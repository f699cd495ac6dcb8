package dev.after4j.example.teas;

import dev.after4j.app.ErrorPage;
import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Problem;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;

/** A tea that there is not: others there are. */
public final class TeaNotFoundPage implements ErrorPage {
    private final Teas teas;
    private final Jte jte;

    public TeaNotFoundPage(Teas teas, Jte jte) {
        this.teas = teas;
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request, Problem problem) {
        return Metadata.title("No such tea");
    }

    @Override
    public Html render(Request request, Problem problem) {
        return jte.view("teas/not-found.jte").with("request", request).with("teas", teas.mostViewed());
    }
}
