package dev.after4j.example.teas;

import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;

/** A mark from one to five: a component in Java, for what is too small for a template. */
public record Stars(int count) implements Html {
    private static final int MOST = 5;

    @Override
    public void writeTo(HtmlOutput out) {
        out.markup("<span class=\"stars\" role=\"img\" aria-label=\"")
                .text(count + " of " + MOST + " stars")
                .markup("\">")
                .text("★".repeat(count) + "☆".repeat(MOST - count))
                .markup("</span>");
    }
}
