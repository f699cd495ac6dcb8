package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.app.CurrentResponse.responseCookies;
import static dev.after4j.app.CurrentResponse.responseHeaders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.after4j.app.App;
import dev.after4j.app.ErrorPage;
import dev.after4j.app.Form;
import dev.after4j.app.Forward;
import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Page;
import dev.after4j.app.PageContent;
import dev.after4j.app.Prerender;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.Signal;
import dev.after4j.app.test.Site.Part;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(AfterExtension.class)
class PagesTest {
    private static final Site.Code ADDS_TASK = part -> after(named(part.name()), () -> {});
    private static final Page HELLO = request -> Html.text("hello");
    private static final Layout HEAD_AND_BODY =
            (request, content) -> Html.of(content.head(), Html.text("["), content.body(), Html.text("]"));
    private static final String TITLE = "<title>Not Found</title>\n";

    private final AfterKit after;

    PagesTest(AfterKit after) {
        this.after = after;
    }

    private AppClient client(App.Builder app) {
        return AppClient.of(app.build(), after);
    }

    private AppResponse get(App.Builder app, String target) {
        return client(app).send(TestRequest.get(target));
    }

    private static Layout around(Function<PageContent, Html> piece) {
        return (request, content) -> piece.apply(content);
    }

    @Test
    void r09_tasksAreRegisteredByMetadataFromTheOutsideInAndThenByWhatIsRendered() {
        assertThat(get(Site.of(ADDS_TASK), "/here").text()).isEqualTo("[(hello)]");
        after.finish();
        assertThat(after.started())
                .containsExactly("ROOT_METADATA", "NESTED_METADATA", "METADATA", "ROOT", "NESTED", "PAGE", "COMPONENT");
    }

    @Test
    void aPageThatItsLayoutDoesNotShowIsNotRendered() {
        App.Builder app = App.builder()
                .prerender(Prerender.NEVER)
                .layout("/", around(content -> Html.text("closed")))
                .layout("/here", around(content -> {
                    throw new AssertionError("not shown");
                }))
                .page("/here", request -> {
                    throw new AssertionError("not shown");
                });
        assertThat(get(app, "/here").text()).isEqualTo("closed");
    }

    static List<Arguments> misuses() {
        return List.of(
                misuse(content -> Html.of(content.body(), content.body()), "written once, or not at all"),
                misuse(
                        content -> Html.of(content.head(), content.head(), content.body()),
                        "head of a page is written once"),
                misuse(PagesTest::elsewhere, "written to the output that its own HTML is given"));
    }

    private static Arguments misuse(Function<PageContent, Html> piece, String message) {
        return Arguments.of(around(piece), message);
    }

    /** Renders the content into a response of its own. */
    private static Html elsewhere(PageContent content) {
        return out -> Response.html(content.body());
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void aLayoutWritesEachPieceOnceWhereItBelongs(Layout wrong, String message) {
        App.Builder app =
                App.builder().prerender(Prerender.NEVER).layout("/", wrong).page("/", HELLO);
        assertThat(get(app, "/").error()).get().asString().contains(message);
    }

    @Test
    void theHeadIsThatOfTheErrorPageAlsoWhereTheReplacedLayoutHasWrittenIt() {
        App.Builder app = App.builder()
                .prerender(Prerender.NEVER)
                .layout("/", HEAD_AND_BODY)
                .layout("/here", around(content -> Html.of(content.head(), content.body())))
                .page("/here", HELLO)
                .errorPage("/", (request, problem) -> Html.text(problem.title()));
        assertThat(get(app, "/here").error()).get().asString().contains("head of a page is written once");
        assertThat(get(app, "/here").text())
                .isEqualTo("<title>Internal Server Error</title>\n<meta name=\"robots\" content=\"noindex\">\n"
                        + "[Internal Server Error]");
    }

    @Test
    void aHeadThatWasWrittenInWhatIsReplacedIsGone() {
        Layout failing = around(content -> Html.of(content.head(), out -> {
            throw Signal.notFound();
        }));
        App.Builder app = App.builder()
                .prerender(Prerender.NEVER)
                .layout("/", around(content -> Html.of(content.body(), content.head())))
                .layout("/here", failing)
                .page("/here", HELLO)
                .errorPage("/", (request, problem) -> Html.text("gone"));
        assertThat(get(app, "/here").text()).isEqualTo("gone" + TITLE + "<meta name=\"robots\" content=\"noindex\">\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/, root(home)",
        "/posts, root(posts(list))",
        "/posts/a, root(posts(a(post)))",
        "/posts/a/edit, root(posts(a(edit)))",
        "/posts/new, root(posts(new(form)))",
        "/posts/%6Eew, root(posts(new(form)))",
        "/files, root(files(''))",
        "/files/a/b, root(files(a/b))",
        "/postscript, root(rest postscript)",
    })
    void layoutsAreThoseOfThePagesPattern(String path, String shown) {
        App.Builder app = App.builder()
                .prerender(Prerender.NEVER)
                .layout("/", called("root"))
                .layout("/posts", called("posts"))
                .layout("/posts/new", called("new"))
                .layout(
                        "/posts/{slug}",
                        (request, content) -> called(request.param("slug")).render(request, content))
                .layout("/files", called("files"))
                .page("/", request -> Html.text("home"))
                .page("/posts", request -> Html.text("list"))
                .page("/posts/new", request -> Html.text("form"))
                .page("/posts/{slug}", request -> Html.text("post"))
                .page("/posts/{slug}/edit", request -> Html.text("edit"))
                .page("/files/{path...}", request -> Html.text(request.param("path")))
                .page("/{path...}", request -> Html.text("rest " + request.param("path")));
        assertThat(get(app, path).text()).isEqualTo(shown.replace("''", ""));
    }

    private static Layout called(String name) {
        return (request, content) -> Html.of(Html.text(name + "("), content.body(), Html.text(")"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/posts/7              | 200 | 7 1",
                "/posts/7?page=3       | 200 | 7 3",
                "/posts/7?page=        | 200 | 7 1",
                "/posts/7?page=3&page=x | 200 | 7 3",
                "/posts/seven          | 404 | 404 Not Found",
                "/posts/9223372036854775808 | 404 | 404 Not Found",
                "/posts/%20            | 404 | 404 Not Found",
                "/posts/7?page=two     | 400 | 400 Bad Request: The query parameter 'page' must be a whole number",
                "/posts/7?page=1e99    | 400 | 400 Bad Request: The query parameter 'page' must be a whole number",
            })
    void parametersAndQueriesHaveTypes(String target, int status, String shown) {
        App.Builder app = App.builder()
                .prerender(Prerender.NEVER)
                .page(
                        "/posts/{id}",
                        request -> Html.text(request.param("id", long.class) + " "
                                + request.query("page", int.class).orElse(1)));
        AppResponse response = get(app, target);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text().strip()).isEqualTo(shown);
    }

    static List<Consumer<App.Builder>> conflicts() {
        Layout layout = called("any");
        return List.of(
                app -> app.page("/a", HELLO).page("/a", HELLO),
                app -> app.page("/{a}", HELLO).page("/{b}", HELLO),
                app -> app.page("/a", HELLO).route("GET", "/a", request -> Response.empty()),
                app -> app.route("GET", "/a", request -> Response.empty()).page("/a", HELLO),
                app -> app.layout("/a", layout).layout("/a", layout),
                app -> app.errorPage("/", saying("a")).errorPage("/", saying("b")),
                app -> app.notFound("/", saying("a")).notFound("/", saying("b")),
                app -> app.layout("/{a}", layout).errorPage("/{b}", saying("a")),
                app -> app.layout("/{a}", layout).page("/{b}/c", HELLO).build(),
                app -> app.page("/{b}/c", HELLO).errorPage("/{a}", saying("a")).build(),
                app -> app.layout("/{a}/c", layout).layout("/{b}", layout).build());
    }

    private static ErrorPage saying(String text) {
        return (request, problem) -> Html.text(text);
    }

    /** Both are on one line of this file. */
    @ParameterizedTest
    @MethodSource("conflicts")
    void conflictsFailWithBothPlaces(Consumer<App.Builder> conflict) {
        assertThatIllegalStateException()
                .isThrownBy(() -> conflict.accept(App.builder().prerender(Prerender.NEVER)))
                .withMessageMatching(".* at PagesTest:(\\d+).* at PagesTest:\\1.*");
    }

    @Test
    void aLayoutIsAtAPathAndNotAtTheRestOfOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> App.builder().prerender(Prerender.NEVER).layout("/files/{path...}", called("files")))
                .withMessage("A layout is for a path and all that is below: leave the last segment of "
                        + "'/files/{path...}' away");
    }

    @Test
    void otherMethodsOfAPageAreNotAllowed() {
        AppResponse response = client(App.builder().prerender(Prerender.NEVER).page("/", HELLO))
                .send(TestRequest.post("/"));
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("allow")).contains("GET, HEAD, OPTIONS");
        assertThat(get(App.builder().prerender(Prerender.NEVER).page("/a", HELLO), "/a/")
                        .header("location"))
                .contains("/a");
    }

    @Test
    void r05_headHasTheHeadersAndTheTasksOfThePage() {
        AppResponse head = client(Site.of(ADDS_TASK)).send(TestRequest.of("HEAD", "/here"));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("content-length")).contains("9");
        assertThat(head.header("content-type")).contains("text/html; charset=utf-8");
        after.finish();
        assertThat(after.started()).hasSize(7).contains("COMPONENT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hx-request                                       | hello",
                "hx-request hx-boosted                            | [(hello)]",
                "hx-request hx-history-restore-request            | [(hello)]",
                "hx-boosted                                       | [(hello)]",
                "x-other                                          | [(hello)]",
            })
    void aFragmentIsThePageWithoutItsLayouts(String headers, String shown) {
        TestRequest request = TestRequest.get("/here");
        for (String header : headers.split(" ")) request = request.header(header, "true");
        AppResponse response = client(Site.of(ADDS_TASK)).send(request);
        assertThat(response.text()).isEqualTo(shown);
        assertThat(response.header("vary")).contains("HX-Request, HX-Boosted, HX-History-Restore-Request");
        after.finish();
        assertThat(after.started().contains("ROOT")).isEqualTo(shown.startsWith("["));
        assertThat(after.started()).contains("ROOT_METADATA", "PAGE");
    }

    @Test
    void whatFailsInAFragmentIsAFragment() {
        App.Builder app = Site.of(part -> {
                    if (part == Part.PAGE) throw Signal.notFound();
                })
                .notFound("/", saying("nothing"));
        AppResponse response = client(app).send(TestRequest.get("/here").header("hx-request", "true"));
        assertThat(response.text()).isEqualTo(TITLE + "nothing");
        assertThat(response.status()).isEqualTo(404);
    }

    private static App.Builder form(Function<Form, Response> again) {
        return App.builder()
                .prerender(Prerender.NEVER)
                .layout("/", HEAD_AND_BODY)
                .errorPage("/", (request, problem) -> Html.text(problem.status() + ""))
                .page("/", request -> {
                    String text = request.submitted()
                            .flatMap(form -> form.text("text"))
                            .orElse("fresh");
                    if (text.equals("fail")) throw new IllegalStateException("out of tea");
                    if (text.equals("move")) throw Signal.redirect("/there");
                    return Html.text(
                            text + request.submitted().map(Form::errors).orElseThrow());
                })
                .action("/", "go", form -> {
                    form.reject("text", "no");
                    return again.apply(form);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<b>  |      | 422 | [&lt;b&gt;{text=[no]}]",
                "<b>  | true | 422 | &lt;b&gt;{text=[no]}",
                "fail |      | 500 | [500]",
                "move |      | 303 | ''",
            })
    void aFormIsShownAgainByItsPage(String text, String fragment, int status, String shown) {
        TestRequest post = TestRequest.post("/?action=go").field("text", text);
        if (fragment != null) post = post.header("hx-request", fragment);
        AppResponse response = client(form(Form::again)).submit(post);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text().replaceFirst("(?s)^<title>.*>\n", "")).isEqualTo(shown);
        AppResponse chosen = client(form(form -> form.again().status(400).header("x-asked", "yes")))
                .submit(post);
        assertThat(chosen.status()).isEqualTo(status == 422 ? 400 : status);
        assertThat(chosen.header("x-asked").isPresent()).isEqualTo(status == 422);
    }

    @Test
    void anActionMayAnswerWithAPiece() {
        App.Builder app =
                App.builder().prerender(Prerender.NEVER).action("/", "go", form -> Response.html(Html.text("<row>")));
        AppResponse response =
                client(app).submit(TestRequest.post("/?action=go").field("a", "b"));
        assertThat(response.text()).isEqualTo("&lt;row&gt;");
        assertThat(response.header("content-type")).contains("text/html; charset=utf-8");
    }

    @Test
    void aPageIsForItsClientAloneUnlessTheApplicationSaysOtherwise() {
        assertThat(get(App.builder().prerender(Prerender.NEVER).page("/", HELLO), "/")
                        .header("cache-control"))
                .contains("private, no-cache");
        App.Builder byHeader = App.builder()
                .prerender(Prerender.NEVER)
                .header("Cache-Control", "no-store")
                .page("/", HELLO);
        assertThat(get(byHeader, "/").headers("cache-control")).containsExactly("no-store");
        App.Builder byProxy = App.builder()
                .prerender(Prerender.NEVER)
                .page("/", HELLO)
                .proxy(request -> {
                    responseHeaders().set("Cache-Control", "max-age=60");
                    responseHeaders().set("Vary", "Accept-Language");
                    return Forward.next();
                });
        AppResponse response = get(byProxy, "/");
        assertThat(response.headers("cache-control")).containsExactly("max-age=60");
        assertThat(response.headers("vary"))
                .containsExactlyInAnyOrder("Accept-Language", "HX-Request, HX-Boosted, HX-History-Restore-Request");
    }

    @Test
    void r15_headersAndCookiesAreNotSetWhileRendering() {
        for (Part part : Part.values()) {
            Site.Code code = reached -> {
                if (reached == Part.PAGE && part.ordinal() > Part.COMPONENT.ordinal()) throw Signal.forbidden();
                if (reached != part) return;
                assertThatIllegalStateException()
                        .isThrownBy(() -> responseCookies().set(ResponseCookie.of("a", "b")))
                        .withMessageStartingWith("responseCookies() cannot be used in a task, nor while rendering");
                assertThatIllegalStateException()
                        .isThrownBy(() -> responseHeaders().set("a", "b"))
                        .withMessageStartingWith("responseHeaders() cannot be used in a task, nor while rendering");
                after(named("checked"), () -> {});
            };
            get(Site.of(code).errorPage("/", Site.errorPage(code, "error")), "/here");
        }
        after.finish();
        assertThat(after.started()).hasSize(Part.values().length);
    }
}
