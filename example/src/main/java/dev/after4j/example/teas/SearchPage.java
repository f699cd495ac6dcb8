package dev.after4j.example.teas;

import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;

/** The teas that somebody looks for: it reads the query of the address, and so is rendered for each request. */
public final class SearchPage implements Page {
    private final Teas teas;
    private final Jte jte;

    public SearchPage(Teas teas, Jte jte) {
        this.teas = teas;
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.title("Search").robots("noindex");
    }

    @Override
    public Html render(Request request) {
        Search search = Search.of(request);
        return new TeaList(request, search, teas.search(search), jte);
    }
}
