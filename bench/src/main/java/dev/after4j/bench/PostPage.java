package dev.after4j.bench;

import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.PageContent;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.jte.Jte;
import java.util.List;
import java.util.Map;

/** A page with two layouts and metadata. */
record PostPage(Runnable tasks, int listed) implements Page {
    static final String PATH = path("post-42");

    private static final Jte JTE = Jte.precompiled();

    private record Root() implements Layout {
        @Override
        public Metadata metadata(Request request) {
            return Metadata.title("Journal").titleTemplate("%s · Journal");
        }

        @Override
        public Html render(Request request, PageContent content) {
            return JTE.view("root.jte").with("head", content.head()).with("body", content.body());
        }
    }

    /** With {@code listed} of its paths listed for a build. */
    static void add(App.Builder app, Runnable tasks, int listed) {
        app.layout("/", new Root())
                .layout(
                        "/posts",
                        (request, content) ->
                                JTE.view("section.jte").with("name", "Posts").with("body", content.body()))
                .page("/posts/{slug}", new PostPage(tasks, listed));
    }

    private static Post post(Request request) {
        return Post.find(request.param("slug")).orElseThrow(Signal::notFound);
    }

    static String path(String slug) {
        return "/posts/" + slug;
    }

    @Override
    public List<Map<String, String>> staticParams() {
        return Post.slugs(listed).map(slug -> Map.of("slug", slug)).toList();
    }

    @Override
    public Metadata metadata(Request request) {
        Post post = post(request);
        return Metadata.title(post.title()).description(post.summary());
    }

    @Override
    public Html render(Request request) {
        tasks.run();
        return JTE.view("post.jte").with("post", post(request));
    }
}
