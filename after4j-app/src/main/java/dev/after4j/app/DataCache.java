package dev.after4j.app;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Data that outlives the request that loaded it, kept in memory by the rules of kept pages (R27): loaded once for all who wait, and anew when it was
 * expired or is too old.
 *
 * <pre>{@code
 * private static final CacheOptions POSTS = CacheOptions.tags("posts").revalidate(Duration.ofMinutes(5));
 *
 * private Optional<Post> find(String slug) {
 *     return DataCache.get("post:" + slug, POSTS, () -> posts.find(slug));
 * }
 * }</pre>
 *
 * <p>An {@link App} keeps {@linkplain App.Builder#maxData 10,000 values}, for as long as its process lives; those that are used least go.
 *
 * <p><b>Expired</b> by {@link Revalidation}, data is loaded anew before the next call returns, and is never handed out again: if that fails, the call fails.
 * As in all code, an expiry that a task, an action, a route handler or a proxy asks for takes effect when that has ended: until then it gets here what was kept before.
 *
 * <p><b>Too old</b> ({@link CacheOptions#revalidate}), it is handed out once more, however old it is, while a task of the runtime, which carries nothing of the request, loads it anew; if that fails it stays, with a line
 * in the log, and is tried again after a pause of one second, then two, up to a minute. But what is kept itself never starts with old data: while a static page is rendered, static parameters are listed or
 * other data is loaded, it is loaded anew before the call returns. A page that {@link Revalidation#revalidatePath} has expired is rendered with data that was loaded after that.
 *
 * <p><b>What is made of it</b> and kept, a static page or other data, gets its tags, and gets no older than it.
 */
public final class DataCache {
    private static final int LONGEST_KEY = 1024;

    private DataCache() {}

    /**
     * What {@code loader} has returned for {@code key}, which may be null; loaded by this call, on its thread, if nothing is kept. What {@code loader} throws, whoever waits for it gets, and is not
     * kept. In all code that an App runs, in static parameters and in tasks; from any thread that carries the scope.
     *
     * <p>The loader runs in a scope of its own, which has no request, as what it loads is for all who ask: it is an error to ask for
     * headers or cookies there. What the data depends on is a part of the key. {@code after} in a loader runs when the response of the call that loads is finished.
     *
     * <p>The key alone tells data apart: the options are those of the call that loads, and whoever expects a value of another type gets a {@link
     * ClassCastException}. Values are shared between threads: keep what nobody changes.
     *
     * @throws IllegalArgumentException if the key is blank, or longer than 1,024 characters
     * @throws IllegalStateException if the loader needs its own key, also by way of other data or of other threads; if the thread is interrupted while it
     *     waits; and in a scope that is not an application's
     * @throws dev.after4j.NoAfterScopeException outside a scope
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // what is kept under a key is what its loader returned
    public static <T extends @Nullable Object> T get(String key, CacheOptions options, Supplier<? extends T> loader) {
        Caller caller = Caller.here("DataCache.get(..)");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(loader, "loader");
        return (T) caller.app().data().get(caller, new Load(check(key), options, loader));
    }

    private static String check(String key) {
        if (key.isBlank())
            throw new IllegalArgumentException(
                    "A key of DataCache is not blank, but this one is '" + Fields.visible(key) + "'");
        if (key.length() > LONGEST_KEY)
            throw new IllegalArgumentException("A key of DataCache has at most 1,024 characters, not " + key.length()
                    + ": '" + Fields.visible(key.substring(0, 40)) + "...'");
        return key;
    }
}
