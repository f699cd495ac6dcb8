package site;

import dev.after4j.app.Html;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;

final class HomePage implements Page {
    private final Jte jte;
    private final Entries entries;

    HomePage(Jte jte, Entries entries) {
        this.jte = jte;
        this.entries = entries;
    }

    @Override
    public Html render(Request request) {
        return jte.view("home.jte")
                .with("entries", entries.all())
                .with("form", request.submitted().orElse(null));
    }
}
