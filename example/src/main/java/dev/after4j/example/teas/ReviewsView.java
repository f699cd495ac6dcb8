package dev.after4j.example.teas;

import dev.after4j.app.Form;
import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;
import java.util.List;
import java.util.Optional;

/** The reviews of a tea with the form for another one: a part of its page, and what htmx exchanges in it. */
record ReviewsView(Request request, Tea tea, List<Review> reviews, Optional<Form> form, boolean isThanked, Jte jte)
        implements Html {
    @Override
    public void writeTo(HtmlOutput out) {
        out.write(jte.view("teas/reviews.jte")
                .with("request", request)
                .with("tea", tea)
                .with("reviews", reviews)
                .with("form", form)
                .with("isThanked", isThanked));
    }
}
