package dev.after4j.example.account;

import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.PageContent;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;

/** Around the signed-in area: who one is, and the way out. */
public final class AccountLayout implements Layout {
    private final Visitors visitors;
    private final Jte jte;

    public AccountLayout(Visitors visitors, Jte jte) {
        this.visitors = visitors;
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.title("Account").robots("noindex");
    }

    @Override
    public Html render(Request request, PageContent content) {
        return jte.view("account/layout.jte")
                .with("request", request)
                .with("visitor", visitors.require(request))
                .with("body", content.body());
    }
}
