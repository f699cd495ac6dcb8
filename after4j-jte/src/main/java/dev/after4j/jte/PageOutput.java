package dev.after4j.jte;

import dev.after4j.app.HtmlOutput;
import gg.jte.Content;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a template writes. JTE's compiler says what a value stands in, and JTE escapes; its own output lets two things through that browsers run:
 * entities in {@code on..} attributes, and addresses with control characters around {@code javascript:}.
 */
final class PageOutput implements HtmlTemplateOutput {
    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction", "data", "xlink:href");

    private static final String SCRIPT = "javascript:";

    final HtmlOutput page;
    private @Nullable String tag;
    private @Nullable String attribute;

    PageOutput(HtmlOutput page) {
        this.page = page;
    }

    /** Precedes every value in a template that was compiled as HTML. */
    @Override
    public void setContext(@Nullable String tagName, @Nullable String attributeName) {
        tag = tagName;
        attribute = attributeName;
    }

    boolean isBetweenElements() {
        return attribute == null && !isInScript() && !"style".equals(tag);
    }

    @Override
    public void writeContent(String value) {
        page.markup(value);
    }

    @Override
    public void writeContent(String value, int begin, int end) {
        page.markup(value.substring(begin, end));
    }

    @Override
    public void writeBinaryContent(byte[] value) {
        page.markup(value);
    }

    @Override
    public void writeUserContent(@Nullable String value) {
        if (value == null) return;
        if (tag == null)
            throw new IllegalStateException(
                    "The template was compiled as plain text, which escapes nothing: set contentType to Html, for JTE's plugin or for the engine");
        writeText(value);
    }

    private void writeText(String value) {
        if (attribute != null) writeAttribute(attribute, value);
        else if (isInScript()) Escape.javaScriptBlock(value, this);
        else Escape.htmlContent(value, this);
    }

    private boolean isInScript() {
        return "script".equals(tag);
    }

    @Override
    public void writeUserContent(@Nullable Content content) {
        if (content == null) return;
        if (attribute == null && !isInScript()) {
            content.writeTo(this);
            return;
        }
        BlockText text = new BlockText();
        content.writeTo(text);
        writeText(text.toString());
    }

    private void writeAttribute(String name, String value) {
        if (name.startsWith("on") || name.startsWith("hx-on")) writeScript(value);
        else Escape.htmlAttribute(ADDRESSES.contains(name) && runsScript(value) ? asPath(value) : value, this);
    }

    /** An entity would be decoded before the script is read. */
    private void writeScript(String value) {
        StringOutput script = new StringOutput();
        Escape.javaScriptAttribute(value, script);
        page.markup(script.toString().replace("&", "\\x26"));
    }

    /** Browsers skip control characters and spaces in front of a scheme, and tabs and ends of lines within. */
    private static boolean runsScript(String address) {
        int matched = 0;
        for (int i = 0; i < address.length() && matched < SCRIPT.length(); i++) {
            char next = address.charAt(i);
            if (next > ' ' && Character.toLowerCase(next) != SCRIPT.charAt(matched++)) return false;
        }
        return matched == SCRIPT.length();
    }

    /** Means the same behind the beginning of an address. */
    private static String asPath(String address) {
        return address.replaceFirst(":", "%3A");
    }

    /** What a block of a template writes into an attribute or a script, to be escaped as a whole: it was compiled for a place between elements. */
    private static final class BlockText extends StringOutput implements HtmlTemplateOutput {
        @Override
        public void setContext(@Nullable String tagName, @Nullable String attributeName) {}
    }
}
