package dev.after4j.example;

import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.example.teas.Teas;
import dev.after4j.jte.Jte;
import java.time.Duration;

/** Welcomes, and shows the teas that are looked at most. */
final class HomePage implements Page {
    /** Each view of a tea may change what is looked at most; nobody minds if the page says so a minute later. */
    private static final Prerender PRERENDER = Prerender.AUTO.revalidate(Duration.ofMinutes(1));

    private final Teas teas;
    private final Jte jte;

    HomePage(Teas teas, Jte jte) {
        this.teas = teas;
        this.jte = jte;
    }

    @Override
    public Prerender prerender() {
        return PRERENDER;
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
