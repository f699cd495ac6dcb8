package dev.after4j.jte;

import dev.after4j.app.Html;
import gg.jte.Content;
import gg.jte.TemplateOutput;

/** A piece of a page within a template. JTE asks whether it is empty for attributes only, where it cannot stand. */
record Nested(Html piece) implements Content {
    @Override
    public void writeTo(TemplateOutput out) {
        if (!(out instanceof PageOutput template) || !template.isBetweenElements())
            throw new IllegalStateException(
                    "A piece of a page (Html) stands between elements, not in an attribute, a script or a style sheet: write text there");
        template.page.write(piece);
    }
}
