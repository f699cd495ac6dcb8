package dev.after4j.jte;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.TaskOptions;
import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;
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
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Templates in templates, in classes, and classes in templates. */
public class NestingTest {
    private static final Jte JTE = Jte.precompiled();

    /** A component that templates nest. */
    public record Price(int cents) implements Html {
        @Override
        public void writeTo(HtmlOutput out) {
            after(TaskOptions.named("price " + cents), () -> {});
            if (cents < 0) throw Signal.notFound();
            out.markup("<span>").text("<" + cents + ">").markup("</span>");
        }
    }

    /** A component that nests a template. */
    private record Framed(View view) implements Html {
        @Override
        public void writeTo(HtmlOutput out) {
            out.markup("<main>").write(view).markup("</main>");
        }
    }

    private static final class Root implements Layout {
        @Override
        public Metadata metadata(Request request) {
            return Metadata.title("Shop").titleTemplate("%s · Shop");
        }

        @Override
        public Html render(Request request, PageContent content) {
            after(TaskOptions.named("root"), () -> {});
            return JTE.view("root.jte").with("head", content.head()).with("body", content.body());
        }
    }

    private record Section(String name) implements Layout {
        @Override
        public Html render(Request request, PageContent content) {
            after(TaskOptions.named(name), () -> {});
            return JTE.view("shop/section.jte").with("name", name).with("body", content.body());
        }
    }

    private static final class Product implements Page {
        @Override
        public Metadata metadata(Request request) {
            return Metadata.title("<Tea>");
        }

        @Override
        public Html render(Request request) {
            after(TaskOptions.named("page"), () -> {});
            return new Framed(JTE.view("shop/product.jte")
                    .with("name", "Tea & Co")
                    .with("cents", request.param("cents", int.class)));
        }
    }

    private static final App APP = App.builder()
            .layout("/", new Root())
            .layout("/shop", new Section("shop"))
            .layout("/shop/products", new Section("products"))
            .page("/shop/products/{cents}", new Product())
            .notFound("/shop", (request, problem) -> JTE.view("fixed.jte"))
            .build();

    private static AppResponse get(AfterKit kit, String path) {
        AppResponse response = AppClient.of(APP, kit).send(TestRequest.get(path));
        kit.finish();
        return response;
    }

    @Test
    void layoutsThreeDeepAndPiecesInPieces() {
        try (AfterKit kit = AfterKit.create()) {
            Document page = Jsoup.parse(get(kit, "/shop/products/5").text());
            assertThat(page.title()).isEqualTo("<Tea> · Shop");
            assertThat(page.select("body > section#shop > section#products > main > h1")
                            .text())
                    .isEqualTo("Tea & Co");
            assertThat(page.select("main > b").text()).isEqualTo("only <5>");
            assertThat(page.select("main > p > span").text()).isEqualTo("<5>");
            assertThat(page.select("#user")).isEmpty();
        }
    }

    @Test
    void r09_tasksAreRegisteredAsRenderingReachesThem() {
        try (AfterKit kit = AfterKit.create()) {
            get(kit, "/shop/products/5");
            assertThat(kit.registered()).containsExactly("root", "shop", "products", "page", "price 5", "price 5");
        }
    }

    @Test
    void r07_aSignalOfAClassInATemplateInATemplateDecidesTheStatus() {
        try (AfterKit kit = AfterKit.create()) {
            AppResponse response = get(kit, "/shop/products/-1");
            assertThat(response.status()).isEqualTo(404);
            assertThat(Jsoup.parse(response.text()).select("section#shop > p").text())
                    .isEqualTo("always the same");
            assertThat(response.text()).doesNotContain("Tea");
            assertThat(kit.registered()).containsExactly("root", "shop", "products", "page", "price -1");
        }
    }
}
