package dev.after4j.example.teas;

import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;

/** All teas. */
public final class TeasPage implements Page {
    private final Teas teas;
    private final Jte jte;

    public TeasPage(Teas teas, Jte jte) {
        this.teas = teas;
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.NONE.description("All teas of the shop.").canonical("/teas");
    }

    @Override
    public Html render(Request request) {
        return new TeaList(request, Search.ALL, teas.all(), jte);
    }
}
