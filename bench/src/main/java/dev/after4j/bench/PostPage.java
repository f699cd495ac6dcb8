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

/** A page with two layouts and metadata. */
record PostPage(Runnable tasks) implements Page {
    static final String PATH = "/posts/post-42";

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

    static void add(App.Builder app, Runnable tasks) {
        app.layout("/", new Root())
                .layout(
                        "/posts",
                        (request, content) ->
                                JTE.view("section.jte").with("name", "Posts").with("body", content.body()))
                .page("/posts/{slug}", new PostPage(tasks));
    }

    private static Post post(Request request) {
        return Post.find(request.param("slug")).orElseThrow(Signal::notFound);
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
