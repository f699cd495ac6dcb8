package dev.after4j.example.account;

import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.jte.Jte;

/** The form to sign in with; who has signed in already has nothing to do here. */
public final class SignInPage implements Page {
    /** And not which of both is wrong. */
    static final String REFUSAL = "There is no customer of this name with this password";

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

    /** A host that checks passwords itself, such as Spring Security, comes back with an {@code error} in the query. */
    @Override
    public Html render(Request request) {
        if (visitors.of(request).isPresent()) throw Signal.redirect("/account");
        String then = request.submitted()
                .flatMap(form -> form.text("then"))
                .or(() -> request.query("then"))
                .orElse("");
        return jte.view("account/sign-in.jte")
                .with("form", request.submitted())
                .with("refusal", request.query("error").map(wrong -> REFUSAL))
                .with("then", then);
    }
}
