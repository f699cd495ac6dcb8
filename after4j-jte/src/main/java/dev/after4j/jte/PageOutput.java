package dev.after4j.jte;

import dev.after4j.app.HtmlOutput;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;

/** Where a template writes: JTE escapes, and the page takes it. */
final class PageOutput extends OwaspHtmlTemplateOutput {
    final HtmlOutput page;

    PageOutput(HtmlOutput page) {
        super(new Markup(page));
        this.page = page;
    }

    /** What has been escaped. */
    private record Markup(HtmlOutput page) implements TemplateOutput {
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
    }
}
