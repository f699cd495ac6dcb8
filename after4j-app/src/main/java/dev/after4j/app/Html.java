package dev.after4j.app;

import java.util.List;

/**
 * A piece of a page, which is written when its place in the page is reached: a template with its parameters, or a class
 * of your own.
 *
 * <pre>{@code
 * record Price(Money amount) implements Html {
 *     public void writeTo(HtmlOutput out) {
 *         out.markup("<span class=\"price\">").text(amount.toString()).markup("</span>");
 *     }
 * }
 * }</pre>
 *
 * <p>Reports of failures name it by its class.
 */
@FunctionalInterface
public interface Html {
    /**
     * Writes this piece, on the thread that renders the page. Called each time that the piece is reached; not at all if it is not. {@code
     * after} may be called; a {@link Signal} that is thrown decides what becomes of the whole page, since none of it has been sent.
     */
    void writeTo(HtmlOutput out) throws Exception;

    /** {@code text}, escaped. */
    static Html text(String text) {
        return out -> out.text(text);
    }

    /** {@code trusted} as it is: never what a client sent. */
    static Html markup(String trusted) {
        return out -> out.markup(trusted);
    }

    /** {@code pieces}, one behind the other. */
    static Html of(Html... pieces) {
        List<Html> all = List.of(pieces);
        return out -> all.forEach(out::write);
    }
}
