package site;

import static dev.after4j.After.after;

import dev.after4j.After;
import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.PageContent;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class RootLayout implements Layout {
    private static final Logger LOG = LoggerFactory.getLogger(RootLayout.class);
    private final Jte jte;

    RootLayout(Jte jte) {
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.title("Guest book").titleTemplate("%s · Guest book");
    }

    @Override
    public Html render(Request request, PageContent content) {
        String path = request.path();
        after(() -> LOG.info("{} took {} ms", path, After.outcome().duration().toMillis()));
        return jte.view("root.jte")
                .with("home", request.link("/"))
                .with("style", request.link("/assets/site.css"))
                .with("head", content.head())
                .with("body", content.body());
    }
}
