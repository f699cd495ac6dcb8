package dev.after4j.example.teas;

import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.jte.Jte;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The teas of a kind. */
public final class KindPage implements Page {
    /** The kinds are part of the program: there is no other to look for. */
    private static final Prerender PRERENDER = Prerender.AUTO.onlyListed();

    private final Teas teas;
    private final Jte jte;

    public KindPage(Teas teas, Jte jte) {
        this.teas = teas;
        this.jte = jte;
    }

    @Override
    public Prerender prerender() {
        return PRERENDER;
    }

    @Override
    public List<Map<String, String>> staticParams() {
        return Arrays.stream(Kind.values())
                .map(kind -> Map.of("kind", kind.slug()))
                .toList();
    }

    @Override
    public Metadata metadata(Request request) {
        Kind kind = kind(request);
        return Metadata.title(kind.label()).canonical(kind.path());
    }

    @Override
    public Html render(Request request) {
        Kind kind = kind(request);
        return new TeaList(request, Search.of(kind), teas.of(kind), jte);
    }

    private static Kind kind(Request request) {
        return Kind.find(request.param("kind")).orElseThrow(Signal::notFound);
    }
}
