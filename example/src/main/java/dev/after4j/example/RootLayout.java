package dev.after4j.example;

import static dev.after4j.After.after;

import dev.after4j.After;
import dev.after4j.TaskOptions;
import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.PageContent;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The document around all pages: navigation, footer, and what the shop says of itself. It is the same for everybody: did it say who is signed in, no page could be kept. */
final class RootLayout implements Layout {
    private static final Logger LOG = LoggerFactory.getLogger(RootLayout.class);
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final TaskOptions SLOW_PAGE = TaskOptions.named("log slow page")
            .onlyWhen(outcome -> outcome.duration().compareTo(SLOW) > 0);

    private final Jte jte;

    RootLayout(Jte jte) {
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.title("Leaf & Kettle")
                .titleTemplate("%s · Leaf & Kettle")
                .description("A small tea shop with a few good teas.")
                .icon("/assets/icon.svg")
                .openGraph("site_name", "Leaf & Kettle")
                .openGraph("type", "website")
                .openGraph("image", "/assets/icon.svg");
    }

    /** How long a page took is known when it is done; of most nothing is to be said, and their task is skipped. Of a kept page that is asked once: when it was rendered. */
    @Override
    public Html render(Request request, PageContent content) {
        String path = request.path();
        after(SLOW_PAGE, () -> LOG.warn("{} took {}", path, After.outcome().duration()));
        return jte.view("root.jte")
                .with("request", request)
                .with("head", content.head())
                .with("body", content.body());
    }
}
