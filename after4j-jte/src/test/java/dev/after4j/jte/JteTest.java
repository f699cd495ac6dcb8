package dev.after4j.jte;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.TaskOptions;
import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.PageContent;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.app.test.AppClient;
import dev.after4j.app.test.AppResponse;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JteTest {
    private static final Jte JTE = Jte.reloading(Path.of("src/test/jte"));

    static final class Root implements Layout {
        @Override
        public Metadata metadata(Request request) {
            after(TaskOptions.named("root metadata"), () -> {});
            return Metadata.title("Journal").titleTemplate("%s · Journal");
        }

        @Override
        public Html render(Request request, PageContent content) {
            after(TaskOptions.named("root"), () -> {});
            return JTE.view("root.jte").with("head", content.head()).with("body", content.body());
        }
    }

    static final class Post implements Page {
        @Override
        public Metadata metadata(Request request) {
            after(TaskOptions.named("page metadata"), () -> {});
            return Metadata.title("<Post>");
        }

        @Override
        public Html render(Request request) {
            after(TaskOptions.named("page"), () -> {});
            if (request.param("slug").equals("none")) throw Signal.notFound();
            return JTE.view("post.jte").with("text", "<script>alert(1)</script>");
        }
    }

    @Test
    void aTemplateInALayout() {
        try (AfterKit kit = AfterKit.create()) {
            App app = App.builder()
                    .layout("/", new Root())
                    .page("/posts/{slug}", new Post())
                    .notFound("/", (request, problem) -> JTE.view("post.jte").with("text", "nothing here"))
                    .build();
            AppResponse shown = AppClient.of(app, kit).send(TestRequest.get("/posts/a"));
            System.out.println(shown.text());
            System.out.println(
                    AppClient.of(app, kit).send(TestRequest.get("/posts/none")).text());
            assertThat(shown.status()).isEqualTo(200);
            kit.finish();
        }
    }
}
