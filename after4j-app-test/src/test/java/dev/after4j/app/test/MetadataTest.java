package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.PageContent;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(AfterExtension.class)
class MetadataTest {
    private static final Metadata NONE = Metadata.NONE;
    private static final TestRequest HERE = TestRequest.get("/here");
    /** All that a browser could take for the end of something. */
    private static final String HOSTILE = "\"'></title><script>alert(1)</script>&amp;%s\u0000\u0007\r\n\u202e\u00fc";

    private static final String ESCAPED =
            "&quot;&#39;&gt;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;%s"
                    + "\u0000\u0007\r\n\u202e\u00fc";

    private final AfterKit after;

    MetadataTest(AfterKit after) {
        this.after = after;
    }

    private record Root(Metadata said) implements Layout {
        @Override
        public Metadata metadata(Request request) {
            return said;
        }

        @Override
        public Html render(Request request, PageContent content) {
            return Html.of(content.head(), content.body());
        }
    }

    private record Nested(Metadata said) implements Layout {
        @Override
        public Metadata metadata(Request request) {
            return said;
        }

        @Override
        public Html render(Request request, PageContent content) {
            return content.body();
        }
    }

    private record Shown(Metadata said) implements Page {
        @Override
        public Metadata metadata(Request request) {
            return said;
        }

        @Override
        public Html render(Request request) {
            return Html.of();
        }
    }

    private static App.Builder site(Metadata root, Metadata nested, Metadata page) {
        return App.builder()
                .prerender(Prerender.NEVER)
                .baseUrl("https://example.org")
                .layout("/", new Root(root))
                .layout("/here", new Nested(nested))
                .page("/here", new Shown(page));
    }

    private String head(Metadata root, Metadata nested, Metadata page) {
        AppResponse response =
                AppClient.of(site(root, nested, page).build(), after).send(HERE);
        assertThat(response.error()).isEmpty();
        return response.text();
    }

    private static Metadata title(String title) {
        return Metadata.title(title);
    }

    static List<Arguments> titles() {
        Metadata journal = title("Journal").titleTemplate("%s - Journal");
        Metadata posts = title("Posts").titleTemplate("%s - Posts");
        Metadata posts2 = NONE.titleTemplate("%s - Posts");
        return List.of(
                Arguments.of(NONE, NONE, NONE, null),
                Arguments.of(journal, NONE, NONE, "Journal"),
                Arguments.of(journal, NONE, title("Tea"), "Tea - Journal"),
                Arguments.of(journal, title("Posts"), NONE, "Posts - Journal"),
                Arguments.of(journal, posts, NONE, "Posts - Journal"),
                Arguments.of(journal, posts, title("Tea"), "Tea - Posts - Journal"),
                Arguments.of(journal, posts2, NONE, "Journal"),
                Arguments.of(NONE, NONE, title("Tea").titleTemplate("%s!"), "Tea"),
                Arguments.of(journal, posts, title("100%s $1 \\"), "100%s $1 \\ - Posts - Journal"));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void titlesStandInTheTemplatesOfTheLayoutsAround(Metadata root, Metadata nested, Metadata page, String title) {
        assertThat(head(root, nested, page)).isEqualTo(title == null ? "" : "<title>" + title + "</title>\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Journal", "%s %s", "%d"})
    void aTemplateHasOnePlaceForTheTitle(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NONE.titleTemplate(template))
                .withMessageContaining("has one %s")
                .withMessageContaining("not '" + template + "'");
    }

    @Test
    void whatIsFurtherInCountsAndTheRestIsAddedInTheOrderFromTheOutside() {
        Metadata root = title("Journal")
                .description("all of it")
                .robots("noindex")
                .icon("/icon.svg")
                .meta("theme-color", "#fff")
                .link("stylesheet", "/site.css")
                .tag(Html.markup("<script src=\"/site.js\"></script>"));
        Metadata nested = NONE.robots("none").icon("/posts.svg").link("stylesheet", "/posts.css");
        Metadata page = title("Tea")
                .description("a pot")
                .robots("index")
                .meta("author", "Ada")
                .tag(Html.markup("<base>"));
        assertThat(head(root, nested, page)).isEqualTo("""
                <title>Tea</title>
                <meta name="description" content="a pot">
                <meta name="robots" content="index">
                <link rel="icon" href="/posts.svg">
                <meta name="theme-color" content="#fff">
                <link rel="stylesheet" href="/site.css">
                <link rel="stylesheet" href="/posts.css">
                <meta name="author" content="Ada">
                <script src="/site.js"></script>
                <base>
                """);
    }

    @Test
    void aTagIsWrittenOnceAlsoIfAnErrorPageTakesThePlaceOfThePage() {
        Metadata root = NONE.tag(out -> {
            after(named("tag"), () -> {});
            out.markup("<base>");
        });
        App app = site(root, NONE, NONE)
                .page("/there", request -> {
                    throw Signal.notFound();
                })
                .notFound("/", (request, problem) -> Html.text("nothing"))
                .build();
        assertThat(AppClient.of(app, after).send(TestRequest.get("/there")).text())
                .containsOnlyOnce("<base>")
                .endsWith("nothing");
        assertThat(after.registered()).containsExactly("tag");
        after.finish();
    }

    @Test
    void whatATagOfALayoutThrowsIsTheLayouts() {
        Metadata broken = NONE.tag(out -> {
            throw new IllegalStateException("broken");
        });
        App app = site(NONE, broken, NONE)
                .errorPage("/", (request, problem) -> Html.text("outer"))
                .errorPage("/here", (request, problem) -> Html.text("inner"))
                .build();
        List<ILoggingEvent> logged = Logged.by(
                () -> assertThat(AppClient.of(app, after).send(HERE).text()).endsWith("outer"));
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getFormattedMessage())
                .startsWith("GET /here failed in the metadata of the layout /here");
    }

    @Test
    void openGraphHasWhatThePageSays() {
        Metadata root =
                NONE.titleTemplate("%s - Journal").openGraph("type", "website").openGraph("image", "/tea.png");
        Metadata page = title("Tea").description("a pot").canonical("/tea");
        assertThat(head(root, NONE, page)).isEqualTo("""
                <title>Tea - Journal</title>
                <meta property="og:type" content="website">
                <meta property="og:image" content="https://example.org/tea.png">
                <meta name="description" content="a pot">
                <link rel="canonical" href="https://example.org/tea">
                <meta property="og:title" content="Tea - Journal">
                <meta property="og:description" content="a pot">
                <meta property="og:url" content="https://example.org/tea">
                """);
        assertThat(head(root, NONE, page.openGraph("title", "Of tea")))
                .contains("content=\"Of tea\"")
                .containsOnlyOnce("og:title");
        assertThat(head(NONE, NONE, page)).doesNotContain("og:");
    }

    static List<Arguments> addresses() {
        return List.of(
                Arguments.of("/tea", "/shop/tea"),
                Arguments.of("/", "/shop/"),
                Arguments.of("/t\u00e9 \"a\"", "/shop/t%C3%A9%20%22a%22"),
                Arguments.of("//evil.example/a", "/shop/evil.example/a"), // as of redirects
                Arguments.of("\\\\evil.example/a", "/shop/evil.example/a"));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void pathsGetTheMountAndWhereNeededTheBaseUrlInFront(String path, String address) {
        App app = site(NONE, NONE, NONE.canonical(path).icon(path).openGraph("image:url", path))
                .build();
        AppResponse response = AppClient.of(app, after).mountedAt("/shop").send(TestRequest.get("/shop/here"));
        assertThat(response.text())
                .contains("rel=\"canonical\" href=\"https://example.org" + address + "\"")
                .contains("rel=\"icon\" href=\"" + address + "\"")
                .contains("og:image:url\" content=\"https://example.org" + address + "\"");
    }

    @Test
    void addressesStayAsTheyAre() {
        Metadata elsewhere = NONE.canonical("http://example.com/a?b=c&d").icon("data:image/svg+xml,%3Csvg/%3E");
        App app = App.builder()
                .prerender(Prerender.NEVER)
                .layout("/", new Root(NONE))
                .page("/here", new Shown(elsewhere))
                .build();
        assertThat(AppClient.of(app, after).send(HERE).text())
                .contains("href=\"http://example.com/a?b=c&amp;d\"")
                .contains("href=\"data:image/svg+xml,%3Csvg/%3E\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tea", "../tea", "?a=b", "#top", " /tea"})
    void whatIsNeitherAPathNorAnAddressIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NONE.canonical(address))
                .withMessage(
                        "'" + address
                                + "' is neither a path of the application, such as /posts/hello, nor an address with its scheme");
        assertThatIllegalArgumentException().isThrownBy(() -> NONE.icon(address));
        assertThatIllegalArgumentException().isThrownBy(() -> NONE.openGraph("image", address));
    }

    @Test
    void withoutABaseUrlAnErrorPageIsShownAndTheLogSaysWhatIsMissing() {
        App app = App.builder()
                .prerender(Prerender.NEVER)
                .layout("/", new Root(NONE))
                .page("/here", new Shown(NONE.canonical("/tea")))
                .errorPage("/", (request, problem) -> Html.text("error"))
                .build();
        List<ILoggingEvent> logged = Logged.by(() -> {
            AppResponse response = AppClient.of(app, after).send(HERE);
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.text()).endsWith("error");
        });
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getFormattedMessage())
                .isEqualTo("GET /here failed in the metadata of the page /here (MetadataTest$Shown)");
        assertThat(logged.get(0).getThrowableProxy().getMessage())
                .isEqualTo("'/tea' must become an absolute address here; say where the site is reached, "
                        + "with App.builder().baseUrl(\"https://example.org\")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.org", "https://", "https://example.org/", "https://a/shop", "ftp://a", "https://a b"
            })
    void aBaseUrlIsAnOrigin(String wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> App.builder().prerender(Prerender.NEVER).baseUrl(wrong))
                .withMessageContaining("not '" + wrong + "'");
    }

    @Test
    void whatClientsHaveWrittenIsEscapedEverywhere() {
        Metadata page = title(HOSTILE)
                .description(HOSTILE)
                .robots(HOSTILE)
                .meta(HOSTILE, HOSTILE)
                .openGraph(HOSTILE, HOSTILE)
                .link(HOSTILE, "/" + HOSTILE)
                .canonical("/" + HOSTILE);
        String encoded =
                "%22&#39;%3E%3C/title%3E%3Cscript%3Ealert(1)%3C/script%3E&amp;amp;%25s%00%07%0D%0A%E2%80%AE%C3%BC";
        assertThat(head(NONE.titleTemplate("<%s>"), NONE, page)).isEqualTo("""
                <title>&lt;%1$s&gt;</title>
                <meta name="description" content="%1$s">
                <meta name="robots" content="%1$s">
                <meta name="%1$s" content="%1$s">
                <meta property="og:%1$s" content="%1$s">
                <link rel="%1$s" href="/%2$s">
                <link rel="canonical" href="https://example.org/%2$s">
                <meta property="og:title" content="&lt;%1$s&gt;">
                <meta property="og:description" content="%1$s">
                <meta property="og:url" content="https://example.org/%2$s">
                """.formatted(ESCAPED, encoded));
    }

    @Test
    void aFragmentHasTheTitleAlone() {
        App app = site(
                        title("Journal").titleTemplate("%s - Journal").icon("/icon.svg"),
                        NONE,
                        title("Tea").description("a pot"))
                .build();
        assertThat(AppClient.of(app, after)
                        .send(HERE.header("hx-request", "true"))
                        .text())
                .isEqualTo("<title>Tea - Journal</title>\n");
    }

    /** The document may begin further in. */
    @Test
    void anInnerLayoutMayWriteTheHead() {
        App app = App.builder()
                .prerender(Prerender.NEVER)
                .layout("/", new Nested(NONE.titleTemplate("%s - Journal")))
                .layout("/here", new Root(NONE))
                .page("/here", new Shown(title("Tea")))
                .build();
        assertThat(AppClient.of(app, after).send(HERE).text()).isEqualTo("<title>Tea - Journal</title>\n");
    }
}
