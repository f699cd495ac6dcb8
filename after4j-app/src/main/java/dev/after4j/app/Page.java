package dev.after4j.app;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a browser is shown at a path.
 *
 * <pre>{@code
 * final class PostPage implements Page {
 *     public Metadata metadata(Request request) {
 *         return Metadata.title(post(request).title());
 *     }
 *
 *     public Html render(Request request) {
 *         after(() -> searchIndex.update(post(request)));
 *         return jte.view("post.jte").with("post", post(request));
 *     }
 * }
 * }</pre>
 *
 * <p>It is rendered whole before its first byte is sent: a {@link Signal} or an exception, from any depth and however late, still decides
 * the status. Data that metadata, layouts and page share is loaded once with {@link dev.after4j.Memo}. Headers and cookies of
 * the response cannot be set here; tasks may not read the request (R14).
 */
@FunctionalInterface
public interface Page {
    /** What the page says of itself; called before anything is rendered, behind that of its layouts from the outside in. */
    default Metadata metadata(Request request) throws Exception {
        return Metadata.NONE;
    }

    /** Whether, and for how long, it is made once for all who ask; called once, when it is registered. */
    default Prerender prerender() {
        return Prerender.AUTO;
    }

    /**
     * The paths that a build renders: for each of them a value, as it stands decoded in a path, for each parameter of the page's pattern. Other paths are rendered when they are
     * first asked for, unless {@link Prerender#onlyListed}. Called by a build, and where only listed paths are served; in a scope of its own, which ends with the call and has no request (R25).
     *
     * <pre>{@code
     * public List<Map<String, String>> staticParams() {
     *     return posts.all().stream().map(post -> Map.of("slug", post.slug())).toList();
     * }
     * }</pre>
     */
    default Collection<Map<String, String>> staticParams() throws Exception {
        return List.of();
    }

    /**
     * Called for each GET and HEAD, or if it is static once for all of them, when its place in the layouts is reached, and for a post whose action answers with {@link Form#again}, the form then being
     * in {@link Request#submitted()}; on the thread that serves the request, or one that has none; several at once.
     */
    Html render(Request request) throws Exception;
}
