package dev.after4j.example;

import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.example.teas.Teas;
import dev.after4j.jte.Jte;

/** Welcomes, and shows the teas that are looked at most. */
final class HomePage implements Page {
    private final Teas teas;
    private final Jte jte;

    HomePage(Teas teas, Jte jte) {
        this.teas = teas;
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.NONE.canonical("/");
    }

    @Override
    public Html render(Request request) {
        return jte.view("home.jte").with("request", request).with("teas", teas.mostViewed());
    }
}
