package dev.after4j.app.test;

import dev.after4j.app.App;
import dev.after4j.app.ErrorPage;
import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.PageContent;
import dev.after4j.app.Prerender;
import dev.after4j.app.Problem;
import dev.after4j.app.Request;

/** A page at {@code /here} with a component, in two layouts; each part runs the test's code first. What is shown is {@code [(hello)]}. */
final class Site {
    /** In the order in which they run. */
    enum Part {
        ROOT_METADATA,
        NESTED_METADATA,
        METADATA,
        ROOT,
        NESTED,
        PAGE,
        COMPONENT,
        ERROR_METADATA,
        ERROR_PAGE
    }

    @FunctionalInterface
    interface Code {
        void at(Part part) throws Exception;
    }

    private Site() {}

    static App.Builder of(Code code) {
        return of(code, Prerender.NEVER);
    }

    /** Only where it is never prerendered a test may ask for {@link #padding}. */
    static App.Builder of(Code code, Prerender rule) {
        return layouts(code).prerender(rule).page("/here", new Shown(code, rule == Prerender.NEVER));
    }

    static App.Builder layouts(Code code) {
        return App.builder()
                .prerender(Prerender.NEVER)
                .layout("/", new Around(code, Part.ROOT_METADATA, Part.ROOT, "[", "]"))
                .layout("/here", new Around(code, Part.NESTED_METADATA, Part.NESTED, "(", ")"));
    }

    static ErrorPage errorPage(Code code, String text) {
        return new Failure(code, text);
    }

    private record Around(Code code, Part metadata, Part part, String before, String behind) implements Layout {
        @Override
        public Metadata metadata(Request request) throws Exception {
            code.at(metadata);
            return Metadata.NONE;
        }

        @Override
        public Html render(Request request, PageContent content) throws Exception {
            code.at(part);
            return Html.of(Html.text(before), content.body(), Html.text(behind));
        }
    }

    private record Shown(Code code, boolean isPadded) implements Page {
        @Override
        public Metadata metadata(Request request) throws Exception {
            code.at(Part.METADATA);
            return Metadata.NONE;
        }

        @Override
        public Html render(Request request) throws Exception {
            code.at(Part.PAGE);
            Html hello = new Component(code);
            return isPadded ? Html.of(hello, padding(request)) : hello;
        }
    }

    private record Component(Code code) implements Html {
        @Override
        public void writeTo(HtmlOutput out) throws Exception {
            code.at(Part.COMPONENT);
            out.text("hello");
        }
    }

    private record Failure(Code code, String text) implements ErrorPage {
        @Override
        public Metadata metadata(Request request, Problem problem) throws Exception {
            code.at(Part.ERROR_METADATA);
            return ErrorPage.super.metadata(request, problem);
        }

        @Override
        public Html render(Request request, Problem problem) throws Exception {
            code.at(Part.ERROR_PAGE);
            return Html.of(Html.text(text), padding(request));
        }
    }

    /** So much that a connection does not hold it, where a test asks for that. */
    private static Html padding(Request request) {
        return Html.text(" ".repeat(request.query("padding", int.class).orElse(0)));
    }
}
