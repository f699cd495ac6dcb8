package dev.after4j.app.test;

import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.PageContent;
import dev.after4j.app.Request;
import dev.after4j.app.test.Site.Part;

/** A site one part of which returns null, as code without null checks does. */
final class NullSite {
    private NullSite() {}

    static App.Builder of(Part part) {
        return App.builder()
                .layout("/", new Around(part == Part.ROOT_METADATA, part == Part.ROOT))
                .layout("/here", new Around(part == Part.NESTED_METADATA, part == Part.NESTED))
                .page("/here", new Shown(part == Part.METADATA, part == Part.PAGE));
    }

    private record Around(boolean noMetadata, boolean nothing) implements Layout {
        @Override
        public Metadata metadata(Request request) {
            return noMetadata ? null : Metadata.NONE;
        }

        @Override
        public Html render(Request request, PageContent content) {
            return nothing ? null : content.body();
        }
    }

    private record Shown(boolean noMetadata, boolean nothing) implements Page {
        @Override
        public Metadata metadata(Request request) {
            return noMetadata ? null : Metadata.NONE;
        }

        @Override
        public Html render(Request request) {
            return nothing ? null : Html.of();
        }
    }
}
