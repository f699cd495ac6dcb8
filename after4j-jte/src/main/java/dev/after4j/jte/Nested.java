package dev.after4j.jte;

import dev.after4j.app.Html;
import gg.jte.Content;
import gg.jte.TemplateOutput;

/** A piece of a page within a template. */
record Nested(Html piece) implements Content {
    /** JTE collects what stands in an attribute by itself, to escape it as text, which a piece of a page is not. */
    @Override
    public void writeTo(TemplateOutput out) {
        if (!(out instanceof PageOutput template))
            throw new IllegalStateException(
                    "A piece of a page stands between elements, not in an attribute or in a text of its own");
        template.page.write(piece);
    }
}
