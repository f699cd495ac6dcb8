package dev.after4j.example.teas;

import static dev.after4j.After.after;

import dev.after4j.After;
import dev.after4j.AfterScope.Reason;
import dev.after4j.TaskOptions;
import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.example.orders.Orders;
import dev.after4j.jte.Jte;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tea: what it is, and what others say. Nothing in it is a visitor's own, so that it is made once and kept, until its reviews or its orders
 * change, or its age is over.
 */
public final class TeaPage implements Page {
    private static final Logger LOG = LoggerFactory.getLogger(TeaPage.class);
    private static final TaskOptions ANNOUNCE = TaskOptions.named("announce");

    private final Teas teas;
    private final Reviews reviews;
    private final Orders orders;
    private final Jte jte;

    public TeaPage(Teas teas, Reviews reviews, Orders orders, Jte jte) {
        this.teas = teas;
        this.reviews = reviews;
        this.orders = orders;
        this.jte = jte;
    }

    /** What a build renders. The page of a tea that is new since is rendered when it is first asked for. */
    @Override
    public List<Map<String, String>> staticParams() {
        return teas.all().stream().map(tea -> Map.of("slug", tea.slug())).toList();
    }

    @Override
    public Metadata metadata(Request request) {
        Tea tea = tea(request);
        return Metadata.title(tea.name())
                .description(tea.summary())
                .canonical(tea.path())
                .openGraph("type", "product");
    }

    @Override
    public Html render(Request request) {
        Tea tea = tea(request);
        after(ANNOUNCE, () -> announce(tea));
        return jte.view("teas/detail.jte")
                .with("request", request)
                .with("tea", tea)
                .with("ordered", orders.count(tea.name()))
                .with("reviews", new ReviewsView(request, tea, reviews.of(tea), request.submitted(), false, jte));
    }

    /** Pretends to tell search engines, when a page is rendered and not when it is shown. What a build renders is not online yet, and a form that came back is no news. */
    private static void announce(Tea tea) {
        Reason reason = After.scope().reason();
        if (reason == Reason.FIRST_RENDER || reason == Reason.REVALIDATE)
            LOG.info("Search engines are told that {} is new", tea.path());
    }

    private Tea tea(Request request) {
        return teas.find(request.param("slug")).orElseThrow(Signal::notFound);
    }
}
