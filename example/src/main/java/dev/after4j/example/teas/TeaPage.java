package dev.after4j.example.teas;

import static dev.after4j.After.after;

import dev.after4j.TaskOptions;
import dev.after4j.app.Form;
import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.example.account.Visitor;
import dev.after4j.example.account.Visitors;
import dev.after4j.example.activity.UserActivity;
import dev.after4j.jte.Jte;
import java.util.Optional;

/** One tea: what it is, a form that orders it, and what others say. */
public final class TeaPage implements Page {
    private static final TaskOptions COUNT = TaskOptions.named("count view");
    private static final TaskOptions PREVIEW = TaskOptions.named("note link preview");

    private final Teas teas;
    private final Reviews reviews;
    private final Visitors visitors;
    private final UserActivity userActivity;
    private final Jte jte;

    public TeaPage(Teas teas, Reviews reviews, Visitors visitors, UserActivity userActivity, Jte jte) {
        this.teas = teas;
        this.reviews = reviews;
        this.visitors = visitors;
        this.userActivity = userActivity;
        this.jte = jte;
    }

    /** Metadata is what the robots read that show previews of links in chats. */
    @Override
    public Metadata metadata(Request request) {
        Tea tea = tea(request);
        String userAgent = request.header("user-agent").orElse("unknown"); // a task of a page cannot ask for it
        after(PREVIEW, () -> {
            if (userAgent.contains("bot")) userActivity.log("previewed " + tea.name(), "a robot", userAgent, "none");
        });
        return Metadata.title(tea.name())
                .description(tea.summary())
                .canonical(tea.path())
                .openGraph("type", "product");
    }

    @Override
    public Html render(Request request) {
        Tea tea = tea(request);
        after(COUNT, () -> teas.countView(tea));
        return jte.view("teas/detail.jte")
                .with("request", request)
                .with("tea", tea)
                .with("order", submitted(request, "order"))
                .with("email", visitors.of(request).map(Visitor::email).orElse(""))
                .with("reviews", new ReviewsView(request, tea, reviews.of(tea), submitted(request, "review"), jte));
    }

    private Tea tea(Request request) {
        return teas.find(request.param("slug")).orElseThrow(Signal::notFound);
    }

    /** The form that comes back with errors, if it is that of {@code action}: there are two on this page. */
    private static Optional<Form> submitted(Request request, String action) {
        return request.submitted()
                .filter(form -> request.query("action").filter(action::equals).isPresent());
    }
}
