package dev.after4j.app;

/**
 * What a form does when it is posted.
 *
 * <pre>{@code
 * record NewComment(String author, String text) {}
 *
 * Action comment = form -> {
 *     NewComment sent = form.as(NewComment.class).orElse(null);
 *     if (sent == null) return form.again(); // the page once more, with what is wrong and what was sent
 *     posts.comment(form.request().param("slug"), sent.author(), sent.text());
 *     return Signal.redirect("/posts/" + form.request().param("slug"));
 * };
 * }</pre>
 */
@FunctionalInterface
public interface Action {
    /**
     * Called for each post of its form that comes from the application's own pages, on the thread that serves it; several at
     * once. Returns and throws as a {@link RouteHandler} does.
     */
    Result submit(Form form) throws Exception;
}
