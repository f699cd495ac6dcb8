package dev.after4j.app;

import dev.after4j.NoAfterScopeException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Expires kept pages, and data of a {@link DataCache}, on demand: who asks next gets them anew (R27).
 *
 * <pre>{@code
 * after(() -> {
 *     reviews.add(review);
 *     revalidatePath("/teas/" + slug);
 *     revalidateTag("reviews");
 * });
 * }</pre>
 *
 * <p>Called in a task, an action, a route handler or a proxy it takes effect when that has ended, however it ends: what is rendered before the
 * end, and may not have seen what was changed, is not served after it. Called later than that, as the continuations of a stage are, it finds no task on its thread:
 * they use the {@link #current()} that was taken before, which takes effect at once. A job outside of requests has {@link App#revalidation()}.
 */
public final class Revalidation {
    private final App app;
    private final Consumer<List<String>> expire;

    Revalidation(App app, Consumer<List<String>> expire) {
        this.app = app;
        this.expire = expire;
    }

    /**
     * Expires the page at {@code path}, such as {@code /teas/oolong}, or all pages of a route, such as {@code /teas/{slug}}; when the code
     * that called has ended.
     *
     * @throws IllegalArgumentException if no page, and no route for GET, is there; it names the path
     * @throws IllegalStateException while rendering, and in a scope that is not an application's
     * @throws NoAfterScopeException outside a scope
     */
    public static void revalidatePath(String path) {
        Caller caller = Caller.here("revalidatePath(..)");
        caller.expire("revalidatePath(\"" + path + "\")", List.of(caller.app().tagOf(path)));
    }

    /**
     * Expires all pages and data with that tag; otherwise as {@link #revalidatePath}.
     *
     * @throws IllegalArgumentException if it is blank, longer than 256 characters, begins with a slash or has control characters
     */
    public static void revalidateTag(String tag) {
        Caller caller = Caller.here("revalidateTag(..)");
        caller.expire("revalidateTag(\"" + tag + "\")", List.of(Tags.check(tag)));
    }

    /**
     * Gives the page that is being rendered, or the data that is being loaded, more tags, from any depth; no effect where nothing is to be kept. Throws as {@link #revalidateTag} does,
     * but for rendering.
     */
    public static void cacheTag(String... tags) {
        Caller caller = Caller.here("cacheTag(..)");
        for (String tag : tags) caller.tag(Tags.check(tag));
    }

    /** What expires at once, to be taken along to where no task is bound to the thread; throws as {@link #revalidateTag} does, but for rendering. */
    public static Revalidation current() {
        return Caller.here("Revalidation.current()").app().revalidation();
    }

    /** {@link #revalidatePath}, at once, on any thread. */
    public void path(String path) {
        expire.accept(List.of(app.tagOf(path)));
    }

    /** {@link #revalidateTag}, at once, on any thread. */
    public void tag(String tag) {
        expire.accept(List.of(Tags.check(tag)));
    }
}
