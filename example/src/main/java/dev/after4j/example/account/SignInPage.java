package dev.after4j.example.account;

import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.jte.Jte;

/** The form to sign in with; who has signed in already has nothing to do here. */
public final class SignInPage implements Page {
    private final Visitors visitors;
    private final Jte jte;

    public SignInPage(Visitors visitors, Jte jte) {
        this.visitors = visitors;
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.title("Sign in").robots("noindex");
    }

    @Override
    public Html render(Request request) {
        if (visitors.of(request).isPresent()) throw Signal.redirect("/account");
        String then = request.submitted()
                .flatMap(form -> form.text("then"))
                .or(() -> request.query("then"))
                .orElse("");
        return jte.view("account/sign-in.jte").with("form", request.submitted()).with("then", then);
    }
}
