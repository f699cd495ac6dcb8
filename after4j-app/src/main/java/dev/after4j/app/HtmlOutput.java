package dev.after4j.app;

import dev.after4j.app.spi.ComponentException;

/**
 * Takes the pieces of a page, in memory. For the thread that renders.
 *
 * <p>What is nested in a template is escaped by its engine, which knows whether a value stands in a text, in an address or in a
 * script. Prefer templates for anything but small pieces.
 */
public interface HtmlOutput {
    /** Markup, as it is: never what a client sent. */
    HtmlOutput markup(String trusted);

    /** The same, in UTF-8. It is copied. */
    HtmlOutput markup(byte[] trusted);

    /** Any text, escaped for the content of an element or for the value of an attribute in quotes; not for scripts, styles, or addresses. */
    HtmlOutput text(String text);

    /**
     * A piece within this one.
     *
     * @throws Signal what it throws
     * @throws ComponentException around anything else that it throws, with its name
     */
    HtmlOutput write(Html piece);
}
