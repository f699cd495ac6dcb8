package dev.after4j.example.teas;

import static dev.after4j.After.after;
import static dev.after4j.app.Revalidation.revalidateTag;

import dev.after4j.TaskOptions;
import dev.after4j.app.Action;
import dev.after4j.app.Form;
import dev.after4j.app.Response;
import dev.after4j.app.Result;
import dev.after4j.app.Signal;
import dev.after4j.example.activity.UserActivity;
import dev.after4j.jte.Jte;
import java.util.Optional;

/** Takes a review. */
public final class AddReview implements Action {
    private static final TaskOptions ACTIVITY = TaskOptions.named("log review");
    private static final TaskOptions PUBLISH = TaskOptions.named("publish review");

    private final Teas teas;
    private final Reviews reviews;
    private final Moderation moderation;
    private final UserActivity userActivity;
    private final Jte jte;

    public AddReview(Teas teas, Reviews reviews, Moderation moderation, UserActivity userActivity, Jte jte) {
        this.teas = teas;
        this.reviews = reviews;
        this.moderation = moderation;
        this.userActivity = userActivity;
        this.jte = jte;
    }

    @Override
    public Result submit(Form form) {
        Tea tea = teas.find(form.request().param("slug")).orElseThrow(Signal::notFound);
        Optional<NewReview> sent = form.as(NewReview.class);
        if (sent.isEmpty()) return form.again();
        NewReview review = sent.get();
        if (reviews.add(tea, review)) {
            after(ACTIVITY, () -> userActivity.log("reviewed " + tea.name(), Optional.empty()));
            after(PUBLISH, () -> publish(tea, review));
        }
        return form.request().wantsFragment()
                ? Response.html(new ReviewsView(form.request(), tea, reviews.of(tea), Optional.empty(), true, jte))
                : Signal.redirect(tea.path() + "#thanks"); // what is kept is the same for all: only the address thanks
    }

    /**
     * Nobody waits until the review has been read. The page that is kept without it is served meanwhile, to its writer as well, and expires when this
     * task has ended (R27): not earlier, when it might be rendered and kept without the review once more.
     */
    private void publish(Tea tea, NewReview review) throws InterruptedException {
        if (!moderation.accepts(review.text())) return;
        reviews.publish(tea, review);
        revalidateTag(Reviews.tag(tea));
    }
}
