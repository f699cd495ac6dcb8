package dev.after4j.example.teas;

import static dev.after4j.After.after;

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

    private final Teas teas;
    private final Reviews reviews;
    private final UserActivity userActivity;
    private final Jte jte;

    public AddReview(Teas teas, Reviews reviews, UserActivity userActivity, Jte jte) {
        this.teas = teas;
        this.reviews = reviews;
        this.userActivity = userActivity;
        this.jte = jte;
    }

    @Override
    public Result submit(Form form) {
        Tea tea = teas.find(form.request().param("slug")).orElseThrow(Signal::notFound);
        Optional<NewReview> review = form.as(NewReview.class);
        if (review.isEmpty()) return form.again();
        if (reviews.add(tea, review.get()))
            after(ACTIVITY, () -> userActivity.log("reviewed " + tea.name(), Optional.empty()));
        return form.request().wantsFragment()
                ? Response.html(new ReviewsView(form.request(), tea, reviews.of(tea), Optional.empty(), jte))
                : Signal.redirect(tea.path() + "#reviews");
    }
}
