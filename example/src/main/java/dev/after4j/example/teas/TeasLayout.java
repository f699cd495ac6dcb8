package dev.after4j.example.teas;

import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.PageContent;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;

/** Around the lists and each tea: the kinds to choose from. */
public final class TeasLayout implements Layout {
    private final Jte jte;

    public TeasLayout(Jte jte) {
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.title("Teas").titleTemplate("%s · Teas");
    }

    @Override
    public Html render(Request request, PageContent content) {
        return jte.view("teas/layout.jte").with("request", request).with("body", content.body());
    }
}
