package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.after4j.After;
import dev.after4j.AfterScope.Reason;
import dev.after4j.Outcome;
import dev.after4j.app.App;
import dev.after4j.app.CacheOptions;
import dev.after4j.app.DataCache;
import dev.after4j.app.Form;
import dev.after4j.app.Forward;
import dev.after4j.app.Html;
import dev.after4j.app.Page;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.Result;
import dev.after4j.app.RouteHandler;
import dev.after4j.app.Signal;
import dev.after4j.app.test.Site.Part;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Static pages: in which scopes they are rendered, when their tasks run, and what is not kept. */
@ExtendWith(AfterExtension.class)
@Timeout(60)
class StaticPagesTest {
    private static final TestRequest HERE = TestRequest.get("/here");

    private final List<String> seen = new ArrayList<>();
    private final Now now = new Now();
    private final AfterKit after;

    StaticPagesTest(AfterKit after) {
        this.after = after;
    }

    private AppClient client(App.Builder app) {
        return AppClient.of(app.clock(now).build(), after);
    }

    /** A page of that rule. */
    private record Ruled(Prerender prerender, Page page, Collection<Map<String, String>> staticParams) implements Page {
        Ruled(Prerender prerender, Page page) {
            this(prerender, page, List.of());
        }

        @Override
        public Html render(Request request) throws Exception {
            return page.render(request);
        }
    }

    private record StaticHandler(Prerender prerender, RouteHandler handler) implements RouteHandler {
        @Override
        public Result handle(Request request) throws Exception {
            return handler.handle(request);
        }
    }

    private static RouteHandler statically(RouteHandler handler) {
        return new StaticHandler(Prerender.ALWAYS, handler);
    }

    private static String state(AppResponse response) {
        return response.header("x-after-cache").orElse("none");
    }

    private void log(String name) {
        seen.add(name + " " + After.scope().reason());
        after(
                named(name),
                () -> seen.add("task of the " + name + " " + After.scope().reason() + " " + After.outcome()));
    }

    @Test
    void r24_r25_aStaticPageIsRenderedInAScopeOfItsOwnAndTheProxysTasksAreTheResponses() {
        AppClient client = client(App.builder()
                .proxy(request -> {
                    log("proxy");
                    return Forward.next();
                })
                .page("/here", request -> {
                    log("page");
                    return Html.text("hello");
                }));
        assertThat(state(client.send(HERE))).isEqualTo("MISS");
        assertThat(seen).containsExactly("proxy REQUEST", "page FIRST_RENDER");
        assertThat(after.pending()).containsExactlyInAnyOrder("proxy", "page");
        seen.clear();
        after.finish(Outcome.aborted(200)); // the client went while it read
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "task of the proxy REQUEST ABORTED 200", "task of the page FIRST_RENDER COMPLETED 200");
        seen.clear();
        assertThat(state(client.send(HERE))).isEqualTo("HIT");
        after.finish();
        assertThat(seen).containsExactly("proxy REQUEST", "task of the proxy REQUEST COMPLETED 200");
    }

    /** In Next.js they run at the end of the stale response, before there is anything new. */
    @Test
    void r25_tasksOfARefreshRunWhenItIsStoredWhateverHasBecomeOfTheResponse() {
        AppClient[] client = new AppClient[1];
        Page page = request -> {
            after(named("page"), () -> {
                if (After.scope().reason() == Reason.REVALIDATE) seen.add(state(client[0].send(HERE)));
            });
            return Html.text("hello");
        };
        client[0] =
                client(App.builder().page("/here", new Ruled(Prerender.AUTO.revalidate(Duration.ofMinutes(5)), page)));
        client[0].send(HERE);
        after.finish();
        now.advanceSeconds(300);
        assertThat(state(client[0].send(HERE))).isEqualTo("STALE");
        after.runTasks(); // nobody has finished that response
        assertThat(seen).containsExactly("HIT");
        after.finish();
    }

    @Test
    void r25_aPageIsStaleAtItsAgeAndNotBefore() {
        AppClient client = client(App.builder()
                .page(
                        "/here",
                        new Ruled(
                                Prerender.AUTO.revalidate(Duration.ofSeconds(5)),
                                request -> Html.text(now.instant().toString()))));
        String first = client.send(HERE).text();
        now.advance(Duration.ofMillis(4999));
        assertThat(state(client.send(HERE))).isEqualTo("HIT");
        now.advance(Duration.ofMillis(1));
        AppResponse stale = client.send(HERE);
        assertThat(state(stale)).isEqualTo("STALE");
        assertThat(stale.text()).isEqualTo(first);
        after.finish();
        AppResponse fresh = client.send(HERE);
        assertThat(state(fresh)).isEqualTo("HIT");
        assertThat(fresh.text()).isEqualTo(now.instant().toString());
        after.finish();
    }

    private enum Way {
        HEAD,
        NOT_MODIFIED;

        AppResponse ask(AppClient client, String etag) {
            return client.send(this == HEAD ? TestRequest.of("HEAD", "/here") : HERE.header("if-none-match", etag));
        }
    }

    @ParameterizedTest
    @EnumSource
    void r25_whoGetsNoBodyRefreshesAStalePageToo(Way way) {
        AppClient client = client(App.builder()
                .page("/here", new Ruled(Prerender.AUTO.revalidate(Duration.ofSeconds(5)), request -> {
                    seen.add("rendered");
                    return Html.text("hello");
                })));
        String etag = client.send(HERE).header("etag").orElseThrow();
        now.advanceSeconds(5);
        AppResponse response = way.ask(client, etag);
        assertThat(response.bytes()).isEmpty();
        assertThat(response.status()).isEqualTo(way == Way.HEAD ? 200 : 304);
        assertThat(state(response)).isEqualTo("STALE");
        after.finish();
        assertThat(seen).hasSize(2);
        assertThat(state(client.send(HERE))).isEqualTo("HIT");
        after.finish();
    }

    @Test
    void r24_theKeyIsThePathAlone() {
        AppClient client = client(App.builder()
                .proxy(request -> {
                    seen.add("proxy");
                    return request.path().equals("/old") ? Forward.rewrite("/teas") : Forward.next();
                })
                .page("/teas", request -> {
                    seen.add("rendered");
                    return Html.text("teas");
                }));
        List<TestRequest> same = List.of(
                TestRequest.get("/teas?page=2"),
                TestRequest.get("/teas"),
                TestRequest.get("/te%61s"),
                TestRequest.get("/teas?x=" + "y".repeat(1000)),
                TestRequest.get("/teas").header("host", "evil.example"),
                TestRequest.get("/teas").header("accept-language", "de").cookie("user", "ada"),
                TestRequest.of("HEAD", "/teas"),
                TestRequest.get("/old"));
        for (TestRequest request : same) client.send(request);
        assertThat(state(client.at("https://elsewhere.example").send(TestRequest.get("/teas"))))
                .isEqualTo("HIT");
        after.finish();
        assertThat(seen.stream().filter("rendered"::equals)).hasSize(1);
        assertThat(seen.stream().filter("proxy"::equals)).hasSize(same.size() + 1);
        assertThat(state(client.mountedAt("/shop").send(TestRequest.get("/shop/teas"))))
                .isEqualTo("MISS");
        after.finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/teas/gr%C3%BCn", "/teas/gr%c3%bcn", "/teas/a%20b", "/teas/100%25", "/teas/%7Bslug%7D"})
    void r24_aPathHasOneKeyHoweverItIsEncoded(String path) {
        AppClient client = client(App.builder().page("/teas/{slug}", request -> Html.text(request.param("slug"))));
        AppResponse miss = client.send(TestRequest.get(path));
        AppResponse hit = client.send(
                TestRequest.get(path.toLowerCase(java.util.Locale.ROOT).replace("a", "%61")));
        assertThat(List.of(state(miss), state(hit))).containsExactly("MISS", path.contains("a") ? "HIT" : "MISS");
        after.finish();
    }

    private enum Fails {
        WITH_AN_ERROR_PAGE,
        WITHOUT;

        App.Builder on(App.Builder app, Site.Code code) {
            if (this == WITHOUT) return app;
            return app.errorPage("/", (request, problem) -> {
                code.at(Part.ERROR_PAGE);
                return Html.text("sorry, " + problem.title());
            });
        }
    }

    static List<Arguments> failures() {
        List<Arguments> all = new ArrayList<>();
        for (Part part : Part.values()) {
            if (part == Part.ERROR_METADATA) break;
            for (Fails fails : Fails.values()) {
                for (Throwable thrown : List.of(
                        new IllegalStateException("a secret"),
                        Signal.notFound(),
                        Signal.forbidden(),
                        Signal.unauthorized(),
                        Signal.redirect("/there"))) all.add(Arguments.of(part, fails, thrown));
            }
        }
        return all;
    }

    /** Whatever goes wrong where, and whoever shows it: a client cannot tell what would have been kept from what would not. */
    @ParameterizedTest
    @MethodSource("failures")
    void r25_whatFailsAtAFirstRenderIsAnsweredAsElsewhereAndNotKept(Part at, Fails fails, Throwable thrown) {
        List<Part> ran = new ArrayList<>();
        Site.Code code = part -> {
            after(named(part.name()), () -> ran.add(part));
            if (part != at) return;
            if (thrown instanceof RuntimeException known) throw known;
        };
        AppResponse[] both = new AppResponse[2];
        List<List<Part>> tasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Prerender rule = i == 0 ? Prerender.NEVER : Prerender.ALWAYS;
            AppClient client = AppClient.of(fails.on(Site.of(code, rule), code).build(), after);
            AppResponse[] response = new AppResponse[1];
            List<ILoggingEvent> logged = Logged.by(() -> response[0] = client.send(HERE));
            both[i] = response[0];
            after.finish();
            tasks.add(List.copyOf(ran));
            ran.clear();
            assertThat(logged).hasSize(thrown instanceof Signal ? 0 : 1);
            client.send(HERE);
            after.finish();
            assertThat(ran).isEqualTo(tasks.get(i)); // as nothing was kept
            ran.clear();
        }
        assertThat(both[1].toString()).isEqualTo(both[0].toString());
        assertThat(tasks.get(1)).isEqualTo(tasks.get(0));
    }

    @Test
    void r25_theTasksOfAFailedAttemptSeeThatItHasFailed() {
        AppClient client = client(App.builder().page("/here", request -> {
            log("page");
            throw new IllegalStateException("out of tea");
        }));
        client.send(HERE);
        after.finish();
        assertThat(seen)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("task of the page FIRST_RENDER FAILED 500")
                .contains("out of tea");
    }

    @Test
    void aPageThatIsGoneIsGone() {
        boolean[] exists = {true};
        App app = App.builder()
                .notFound("/", (request, problem) -> Html.text("nothing here"))
                .page("/teas/{slug}", request -> {
                    log("page");
                    if (!exists[0]) throw Signal.notFound();
                    return Html.text("tea");
                })
                .build();
        AppClient client = AppClient.of(app, after);
        TestRequest tea = TestRequest.get("/teas/oolong");
        client.send(tea);
        after.finish();
        exists[0] = false;
        app.revalidation().path("/teas/oolong");
        seen.clear();
        for (Reason reason : List.of(Reason.REVALIDATE, Reason.FIRST_RENDER)) {
            AppResponse gone = client.send(tea);
            after.finish();
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.text()).isEqualTo("nothing here");
            assertThat(seen).containsExactly("page " + reason, "task of the page " + reason + " COMPLETED 404");
            seen.clear();
        }
        exists[0] = true;
        assertThat(state(client.send(tea))).isEqualTo("MISS");
        after.finish();
    }

    /** Its page asks for nothing of the request, so that it is still static; what it shows meanwhile is not. */
    @Test
    void aPageThatIsGoneIsGoneAlsoIfTheErrorPageAsksForTheRequest() {
        boolean[] exists = {true};
        App app = App.builder()
                .notFound(
                        "/",
                        (request, problem) -> Html.text("nothing here, "
                                + request.cookies().value("user").orElse("stranger")))
                .page("/teas/{slug}", request -> {
                    if (!exists[0]) throw Signal.notFound();
                    return Html.text("tea");
                })
                .build();
        AppClient client = AppClient.of(app, after);
        TestRequest tea = TestRequest.get("/teas/oolong").cookie("user", "ada");
        client.send(tea);
        exists[0] = false;
        app.revalidation().path("/teas/{slug}");
        assertThat(client.send(tea).text()).isEqualTo("nothing here, ada");
        exists[0] = true;
        assertThat(state(client.send(tea))).isEqualTo("MISS");
        after.finish();
    }

    @Test
    void aHandlerIsStaticIfItSaysSo() {
        int[] calls = {0};
        AppClient client = client(App.builder()
                .route("GET", "/json", statically(request -> Response.json(Map.of("call", calls[0]++))))
                .route("GET", "/text", statically(request -> Response.text("call " + calls[0]++)))
                .route(
                        "GET",
                        "/bytes",
                        statically(request -> Response.bytes("image/x", new byte[] {1, 2})
                                .header("x-own", "1")
                                .header("etag", "\"theirs\"")))
                .route("GET", "/dynamic", request -> Response.text("call " + calls[0]++))
                .route("/any", statically(request -> Response.text("call " + calls[0]++)))
                .route("GET", "/one", statically(request -> Response.text("one")))
                .route(
                        "HEAD",
                        "/one",
                        statically(request -> Response.text("other").header("x-own", "head"))));
        for (String path : List.of("/json", "/text", "/bytes")) {
            AppResponse miss = client.send(TestRequest.get(path));
            AppResponse hit = client.send(TestRequest.get(path).header("hx-request", "true"));
            assertThat(List.of(state(miss), state(hit))).containsExactly("MISS", "HIT");
            assertThat(hit.bytes()).isEqualTo(miss.bytes());
            assertThat(hit.headers("etag")).hasSize(1).doesNotContain("\"theirs\"");
            assertThat(hit.headers("content-type")).hasSize(1);
        }
        assertThat(client.send(TestRequest.get("/json")).text()).isEqualTo("{\"call\":0}");
        assertThat(client.send(TestRequest.get("/bytes")).header("x-own")).hasValue("1");
        for (String path : List.of("/dynamic", "/any")) {
            assertThat(state(client.send(TestRequest.get(path)))).isEqualTo("none");
            assertThat(state(client.send(TestRequest.get(path)))).isEqualTo("none");
        }
        assertThat(client.send(TestRequest.of("HEAD", "/one")).header("x-own")).hasValue("head");
        assertThat(client.send(TestRequest.get("/one")).text()).isEqualTo("one");
        after.finish();
    }

    static List<Response> notForEverybody() {
        Response text = Response.text("hello").cookie(ResponseCookie.of("session-id", "s42"));
        return List.of(
                text,
                text.status(404),
                Response.stream("text/plain", out -> out.write("hello".getBytes(StandardCharsets.UTF_8))),
                Response.file(Path.of("pom.xml")),
                Response.file(Path.of("pom.xml")).status(404));
    }

    @ParameterizedTest
    @MethodSource("notForEverybody")
    void aStaticHandlerThatAnswersWithWhatIsNotForEverybodyIsAnError(Response response) {
        AppClient client = client(App.builder().route("GET", "/here", statically(request -> {
            log("handler");
            return response;
        })));
        AppResponse refused = client.send(HERE);
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.headers("set-cookie")).isEmpty();
        assertThat(refused.error().orElseThrow())
                .hasMessageContaining("the route handler /here (StaticPagesTest$StaticHandler) is static")
                .hasMessageContaining("a cookie, a stream or a file");
        after.finish();
        assertThat(seen).last().asString().contains("FAILED 500");
    }

    @Test
    void whatIsNot200IsAnsweredAndNotKept() {
        int[] calls = {0};
        AppClient client = client(App.builder()
                .route("GET", "/moved", statically(request -> Response.redirect(308, "/there")))
                .route(
                        "GET",
                        "/busy",
                        statically(
                                request -> Response.text("call " + calls[0]++).status(409)))
                .route("GET", "/nothing", statically(request -> Response.empty()))
                .route("GET", "/signal", statically(request -> Signal.notFound()))
                .notFound("/", (request, problem) -> Html.text("nothing here")));
        assertThat(client.send(TestRequest.get("/moved")).header("location")).hasValue("/there");
        assertThat(client.send(TestRequest.get("/busy")).text()).isEqualTo("call 0");
        assertThat(client.send(TestRequest.get("/busy")).text()).isEqualTo("call 1");
        assertThat(client.send(TestRequest.get("/nothing")).status()).isEqualTo(204);
        TestRequest browser = TestRequest.get("/signal").header("accept", "text/html");
        assertThat(client.send(browser).text()).isEqualTo("nothing here");
        after.finish();
    }

    @Test
    void aFormThatIsShownAgainIsNotKept() {
        AppClient client = client(App.builder()
                .page(
                        "/here",
                        request -> Html.text(request.submitted()
                                .flatMap(form -> form.text("text"))
                                .orElse("empty")))
                .action("/here", "go", Form::again));
        assertThat(client.submit(TestRequest.post("/here?action=go").field("text", "mine"))
                        .text())
                .isEqualTo("mine");
        assertThat(client.send(HERE).text()).isEqualTo("empty");
        assertThat(client.submit(TestRequest.post("/here?action=go").field("text", "mine"))
                        .text())
                .isEqualTo("mine");
        assertThat(state(client.send(HERE))).isEqualTo("HIT");
        after.finish();
    }

    private Ruled onlyListed(Collection<Map<String, String>> teas, Prerender rule) {
        return new Ruled(
                rule.onlyListed(),
                request -> {
                    seen.add("rendered");
                    return Html.text(request.param("slug"));
                },
                teas);
    }

    private AppClient teas(Page page) {
        return client(App.builder()
                .notFound("/", (request, problem) -> Html.text("nothing here"))
                .page("/teas/{slug}", page));
    }

    @Test
    void onlyListedPathsAreServed() {
        List<Map<String, String>> listed = new ArrayList<>(List.of(Map.of("slug", "oolong")));
        App app = App.builder()
                .notFound("/", (request, problem) -> Html.text("nothing here"))
                .page("/teas/{slug}", onlyListed(listed, Prerender.AUTO))
                .build();
        AppClient client = AppClient.of(app, after);
        TestRequest matcha = TestRequest.get("/teas/matcha");
        assertThat(client.send(TestRequest.get("/teas/oolong")).text()).isEqualTo("oolong");
        AppResponse missing = client.send(matcha);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.text()).isEqualTo("nothing here");
        assertThat(seen).containsExactly("rendered");

        listed.add(Map.of("slug", "matcha"));
        assertThat(client.send(matcha).status()).isEqualTo(404);
        app.revalidation().path("/teas/matcha");
        assertThat(client.send(matcha).text()).isEqualTo("matcha");

        listed.clear();
        app.revalidation().path("/teas/{slug}");
        assertThat(client.send(matcha).status()).isEqualTo(404);
        assertThat(client.send(TestRequest.get("/teas/oolong")).status()).isEqualTo(404);
        after.finish();
    }

    @Test
    void aListThatIsAskedForAgainIsOfNewData() {
        List<String> stored = new ArrayList<>(List.of("oolong"));
        Page page = new Page() {
            @Override
            public Prerender prerender() {
                return Prerender.AUTO.onlyListed();
            }

            @Override
            public List<Map<String, String>> staticParams() {
                return DataCache.get("slugs", CacheOptions.tags("slugs"), () -> List.copyOf(stored)).stream()
                        .map(slug -> Map.of("slug", slug))
                        .toList();
            }

            @Override
            public Html render(Request request) {
                return Html.text(request.param("slug"));
            }
        };
        App app = App.builder().page("/teas/{slug}", page).build();
        AppClient teas = AppClient.of(app, after);
        assertThat(teas.send(TestRequest.get("/teas/oolong")).status()).isEqualTo(200);
        for (Runnable expiry : List.<Runnable>of(
                () -> app.revalidation().path("/teas/{slug}"),
                () -> app.revalidation().tag("slugs"))) {
            String added = "tea" + stored.size();
            TestRequest get = TestRequest.get("/teas/" + added);
            assertThat(teas.send(get).status()).isEqualTo(404);
            stored.add(added);
            expiry.run();
            assertThat(teas.send(get).status()).isEqualTo(200);
        }
        after.finish();
    }

    @Test
    void onlyListedPathsAreServedAlsoOfARouteThatIsDynamic() {
        Page page = new Ruled(
                Prerender.AUTO.onlyListed(),
                request -> Html.text(request.query("x").orElse("none")),
                List.of(Map.of("slug", "oolong")));
        AppClient client = teas(page);
        assertThat(client.send(TestRequest.get("/teas/oolong?x=1")).text()).isEqualTo("1");
        assertThat(client.send(TestRequest.get("/teas/oolong?x=2")).text()).isEqualTo("2");
        assertThat(client.send(TestRequest.get("/teas/matcha")).status()).isEqualTo(404);
        after.finish();
    }

    private static Map<String, String> pair(String name, String value) {
        Map<String, String> pair = new HashMap<>();
        pair.put(name, value);
        return pair;
    }

    static List<Collection<Map<String, String>>> misfits() {
        List<Collection<Map<String, String>>> all = new ArrayList<>();
        all.add(List.of(Map.of("name", "oolong")));
        all.add(List.of(Map.of("slug", "oolong", "name", "oolong")));
        all.add(List.of(Map.of()));
        all.add(List.of(pair("slug", null)));
        all.add(null);
        return all;
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void staticParamsThatDoNotFitAreAnError(Collection<Map<String, String>> misfit) {
        AppResponse response = teas(onlyListed(misfit, Prerender.AUTO)).send(TestRequest.get("/teas/oolong"));
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.error().orElseThrow())
                .hasMessageContaining("staticParams() of the page /teas/{slug} (StaticPagesTest$Ruled)");
        after.finish();
    }

    private final class Listing implements Page {
        private boolean fails = true;

        @Override
        public Prerender prerender() {
            return Prerender.AUTO.onlyListed();
        }

        @Override
        public Collection<Map<String, String>> staticParams() throws IOException {
            log("staticParams");
            if (fails) throw new IOException("out of tea");
            return List.of(Map.of("slug", "oolong"));
        }

        @Override
        public Html render(Request request) {
            return Html.text("tea");
        }
    }

    @Test
    void r25_tasksOfStaticParamsRunWhenThatCallHasEnded() {
        Listing page = new Listing();
        AppClient client = teas(page);
        assertThat(client.send(TestRequest.get("/teas/oolong")).error()).containsInstanceOf(IOException.class);
        after.runTasks(); // the response is not finished
        assertThat(seen.get(0)).isEqualTo("staticParams FIRST_RENDER");
        assertThat(seen.get(1)).startsWith("task of the staticParams FIRST_RENDER FAILED");
        page.fails = false;
        seen.clear();
        assertThat(client.send(TestRequest.get("/teas/oolong")).text()).isEqualTo("tea");
        client.send(TestRequest.get("/teas/oolong"));
        client.send(TestRequest.get("/teas/matcha"));
        after.runTasks();
        assertThat(seen)
                .containsExactly("staticParams FIRST_RENDER", "task of the staticParams FIRST_RENDER COMPLETED");
        after.finish();
    }
}
