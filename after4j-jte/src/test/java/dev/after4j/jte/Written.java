package dev.after4j.jte;

import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;
import dev.after4j.app.Signal;
import dev.after4j.app.spi.ComponentException;
import java.nio.charset.StandardCharsets;

/** A page without an application around it. */
final class Written implements HtmlOutput {
    private final StringBuilder page = new StringBuilder();

    static String page(Html piece) {
        Written out = new Written();
        out.write(piece);
        return out.page.toString();
    }

    @Override
    public HtmlOutput markup(String trusted) {
        page.append(trusted);
        return this;
    }

    @Override
    public HtmlOutput markup(byte[] trusted) {
        return markup(new String(trusted, StandardCharsets.UTF_8));
    }

    @Override
    public HtmlOutput text(String text) {
        return markup(text.replace("&", "&amp;").replace("<", "&lt;"));
    }

    @Override
    public HtmlOutput write(Html piece) {
        try {
            piece.writeTo(this);
        } catch (Signal | ComponentException known) {
            throw known;
        } catch (Exception thrown) {
            throw new ComponentException(piece.getClass().getSimpleName(), thrown);
        }
        return this;
    }
}
