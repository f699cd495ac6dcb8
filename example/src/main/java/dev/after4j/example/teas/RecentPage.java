package dev.after4j.example.teas;

import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;

/** The teas that this visitor has looked at: a page that reads a cookie. */
public final class RecentPage implements Page {
    private final Teas teas;
    private final Jte jte;

    public RecentPage(Teas teas, Jte jte) {
        this.teas = teas;
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.title("Recently seen").robots("noindex");
    }

    @Override
    public Html render(Request request) {
        return jte.view("teas/recent.jte").with("request", request).with("teas", RecentlySeen.seen(teas, request));
    }
}
