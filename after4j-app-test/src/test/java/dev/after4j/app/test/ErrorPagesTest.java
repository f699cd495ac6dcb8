package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.after4j.After;
import dev.after4j.Outcome;
import dev.after4j.app.App;
import dev.after4j.app.ErrorPage;
import dev.after4j.app.Html;
import dev.after4j.app.Prerender;
import dev.after4j.app.Response;
import dev.after4j.app.Signal;
import dev.after4j.app.test.ErrorMatrix.Cell;
import dev.after4j.app.test.Matrix.Way;
import dev.after4j.app.test.Site.Part;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(AfterExtension.class)
class ErrorPagesTest {
    private static final TestRequest HERE = TestRequest.get("/here");
    private static final ErrorPage STATUS = (request, problem) ->
            Html.text(problem.status() + " " + problem.detail().orElse("-"));

    private final AfterKit after;
    private final List<Outcome> outcomes = new ArrayList<>();

    ErrorPagesTest(AfterKit after) {
        this.after = after;
    }

    private AppClient client(App.Builder app) {
        return AppClient.of(app.build(), after);
    }

    private static TestRequest browser(String target) {
        return TestRequest.get(target).header("accept", Where.ACCEPT);
    }

    @ParameterizedTest
    @MethodSource("dev.after4j.app.test.ErrorMatrix#cells")
    void r07_whatFailsIsReplacedAndTheTasksOfBothRunOnce(Cell cell) {
        App site = ErrorMatrix.site(ErrorMatrix.failing(
                cell, part -> after(named(part.name()), () -> outcomes.add(After.outcome()))));
        AppResponse response = AppClient.of(site, after).send(HERE);

        assertThat(response.status()).isEqualTo(cell.status());
        assertThat(response.text()).isEqualTo(cell.body());
        assertThat(response.header("location").isPresent()).isEqualTo(cell.status() < 400);
        assertThat(after.registered()).containsExactlyElementsOf(names(cell.ran()));
        after.finish();
        assertThat(after.started()).containsExactlyElementsOf(names(cell.ran()));
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.COMPLETED);
            assertThat(outcome.status()).hasValue(cell.status());
            assertThat(outcome.error().map(Throwable::toString).orElse("none"))
                    .isEqualTo(cell.way() == Way.EXCEPTION ? "java.lang.IllegalStateException: a secret" : "none");
        });
    }

    private static List<String> names(List<Part> parts) {
        return parts.stream().map(Part::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b/c, 404, a/b missing", // the nearest
        "/a/b/c, 403, a error", // a not-found page shows nothing else
        "/a/x, 404, a missing", // at one path it goes before the error page
        "/c/x, 404, c error", // which goes before a not-found page further out
        "/x, 404, root missing",
    })
    void theNearestShowsIt(String path, int status, String shown) {
        App.Builder app = App.builder().prerender(Prerender.NEVER).page("/{path...}", request -> Html.text("never"));
        for (String page : List.of("/a/b/c", "/a/x", "/c/x", "/x"))
            app.page(page, request -> {
                throw Signal.of(status, "detail");
            });
        app.notFound("/", saying("root missing"))
                .errorPage("/a", saying("a error"))
                .notFound("/a", saying("a missing"))
                .notFound("/a/b", saying("a/b missing"))
                .errorPage("/c", saying("c error"));
        AppResponse response = client(app).send(TestRequest.get(path));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).isEqualTo(shown);
    }

    private static ErrorPage saying(String name) {
        return (request, problem) -> Html.text(name);
    }

    private static App.Builder posts() {
        return App.builder()
                .prerender(Prerender.NEVER)
                .layout("/", (request, content) -> Html.of(Html.text("["), content.body(), Html.text("]")))
                .layout(
                        "/posts/{slug}",
                        (request, content) ->
                                Html.of(Html.text(request.param("slug") + "("), content.body(), Html.text(")")))
                .errorPage("/", STATUS)
                .errorPage(
                        "/posts/{slug}",
                        (request, problem) -> Html.text(problem.status() + " in " + request.param("slug")))
                .route("GET", "/posts/{id}/raw", request -> Signal.forbidden())
                .action("/posts/{id}", "go", form -> {
                    throw new IllegalStateException("out of tea");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nothing         | text/html,*/*        | 404 | [404 -]",
                "/posts/a/b/c     | text/html,*/*        | 404 | [a(404 in a)]",
                "/posts/t%C3%A9/c | application/xhtml+xml, Text/HTML | 404 | [t\u00e9(404 in t\u00e9)]",
                "/posts/a/b/c     | */*                  | 404 | 404 Not Found",
                "/posts/a/b/c     | ''                   | 404 | 404 Not Found",
                "/posts/a/b/c     | application/json     | 404 | {\"status\":404,\"title\":\"Not Found\"}",
                "/posts/%00       | text/html            | 400 | 400 Bad Request: A path is UTF-8 without control characters, encoded slashes and backslashes",
                "/posts/a         | text/html            | 405 | [a(405 in a)]",
                "/posts/a/raw     | text/html            | 403 | [a(403 in a)]",
                "/posts/a/raw     | */*                  | 403 | 403 Forbidden",
            })
    void pathsWithoutAPageAreShownToBrowsersWithinTheirLayouts(String path, String accept, int status, String shown) {
        for (String mount : List.of("", "/shop")) {
            AppClient client = client(posts());
            if (!mount.isEmpty()) client = client.mountedAt(mount);
            AppResponse response = client.send(TestRequest.get(mount + path).header("accept", accept));
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.text().strip()).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @CsvSource({"/{y}/b, /a/{x}", "/a/{x}, /{y}/b"})
    void ofTwoThatArePossibleTheOneThatRoutesWouldFindFirst(String first, String second) {
        App.Builder app = App.builder()
                .prerender(Prerender.NEVER)
                .notFound(first, (request, problem) -> Html.text(first))
                .notFound(second, (request, problem) -> Html.text(second));
        assertThat(client(app).send(browser("/a/b")).text()).isEqualTo("/a/{x}");
    }

    @Test
    void whatAnActionThrowsIsShownToBrowsersAndToHtmx() {
        TestRequest post = TestRequest.post("/posts/a?action=go").field("a", "b");
        AppClient client = client(posts());
        assertThat(client.submit(post.header("accept", Where.ACCEPT)).text()).isEqualTo("[a(500 in a)]");
        AppResponse fragment = client.submit(post.header("accept", "*/*").header("hx-request", "true"));
        assertThat(fragment.text()).isEqualTo("<title>Internal Server Error</title>\n500 in a");
        assertThat(fragment.status()).isEqualTo(500);
        assertThat(client.submit(post).text()).isEqualTo("500 Internal Server Error\n");
    }

    @Test
    void errorPagesAreNotIndexedAndHaveTheProblemsTitle() {
        AppResponse response = client(App.builder()
                        .prerender(Prerender.NEVER)
                        .layout("/", (request, content) -> Html.of(content.head(), content.body()))
                        .errorPage("/", STATUS))
                .send(browser("/"));
        assertThat(response.text())
                .isEqualTo("<title>Not Found</title>\n<meta name=\"robots\" content=\"noindex\">\n404 -");
        assertThat(response.header("content-type")).contains("text/html; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource({"ROOT, /here", "ROOT_METADATA, /here", "ERROR_PAGE, /nothing", "ERROR_METADATA, /nothing"})
    void whatNoErrorPageShowsTheErrorHandlerAnswers(Part failing, String path) {
        Site.Code code = part -> {
            if (part == failing) throw new IllegalStateException("out of tea");
        };
        AppResponse response = client(Site.of(code)
                        .errorPage("/", Site.errorPage(code, "never"))
                        .error((request, problem) -> Response.text(problem.status() + " "
                                + problem.error().orElseThrow().getMessage())))
                .send(browser(path));
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text()).isEqualTo("500 out of tea");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "METADATA       | the metadata of the page /here (Site$Shown)",
                "ROOT_METADATA  | the metadata of the layout / (Site$Around)",
                "NESTED         | the layout /here (Site$Around)",
                "PAGE           | the page /here (Site$Shown)",
                "COMPONENT      | the page /here (Site$Shown), Site$Component",
            })
    void theLogNamesPageAndComponentOnceWithTheUsersException(Part failing, String where) {
        AssertionError thrown = new AssertionError("out of tea");
        Site.Code code = part -> {
            if (part == failing) throw thrown;
        };
        List<ILoggingEvent> logged =
                Logged.by(() -> client(Site.of(code).errorPage("/", STATUS)).send(HERE));
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getFormattedMessage()).isEqualTo("GET /here failed in " + where);
        assertThat(logged.get(0).getThrowableProxy().getClassName()).isEqualTo("java.lang.AssertionError");
    }

    @Test
    void anErrorPageThatFailsIsLoggedBehindWhatItWasToShow() {
        Site.Code code = part -> {
            if (part == Part.PAGE || part == Part.ERROR_PAGE) throw new IllegalStateException(part.name());
        };
        List<ILoggingEvent> logged = Logged.by(() -> client(Site.of(code)
                        .errorPage("/here", Site.errorPage(code, "never"))
                        .errorPage("/", STATUS))
                .send(HERE));
        assertThat(logged)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "GET /here failed in the page /here (Site$Shown)",
                        "GET /here failed in the error page Site$Failure");
    }

    @ParameterizedTest
    @EnumSource(names = {"ROOT_METADATA", "NESTED_METADATA", "METADATA", "ROOT", "NESTED", "PAGE"})
    void aPartThatReturnsNullSaysSo(Part part) {
        AppResponse response = client(NullSite.of(part)).send(HERE);
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.error()).get().asString().contains("null: return");
    }

    @Test
    void anActionsPieceIsNamedByTheSurfaceAndItself() {
        List<ILoggingEvent> logged = Logged.by(() -> client(App.builder()
                        .prerender(Prerender.NEVER)
                        .action("/", "go", form -> Response.html(Html.of(new Broken()))))
                .submit(TestRequest.post("/?action=go").field("a", "b")));
        assertThat(logged)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "POST / failed in the action /?action=go (a lambda of ErrorPagesTest), ErrorPagesTest$Broken");
    }

    private record Broken() implements Html {
        @Override
        public void writeTo(dev.after4j.app.HtmlOutput out) {
            throw new IllegalStateException("out of tea");
        }
    }
}
