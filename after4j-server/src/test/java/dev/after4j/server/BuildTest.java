package dev.after4j.server;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.TaskOptions;
import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.Page;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.Result;
import dev.after4j.app.Revalidation;
import dev.after4j.app.RouteHandler;
import dev.after4j.app.Signal;
import dev.after4j.request.CurrentRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BuildTest {
    @TempDir
    private Path directory;

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient client = HttpClient.newHttpClient();

    /** A page of teas, of which some are listed. */
    private record TeaPage(Prerender prerender, List<String> slugs, Renderer renderer) implements Page {
        interface Renderer {
            Html render(String slug) throws Exception;
        }

        TeaPage(String... slugs) {
            this(Prerender.AUTO, List.of(slugs), slug -> text("tea " + slug));
        }

        @Override
        public Collection<Map<String, String>> staticParams() {
            return slugs.stream().map(slug -> Map.of("slug", slug)).toList();
        }

        @Override
        public Html render(Request request) throws Exception {
            return renderer.render(request.param("slug"));
        }
    }

    private record Static(Page page, Prerender prerender) implements Page {
        @Override
        public Html render(Request request) throws Exception {
            return page.render(request);
        }
    }

    private static Html text(String text) {
        return out -> out.text(text);
    }

    private Path folder() {
        return directory.resolve("pages");
    }

    private String pages() {
        return "--pages=" + folder();
    }

    private Ran build(App.Builder app, String... args) {
        return Ran.of(
                app.build(),
                Stream.concat(Stream.of("build", pages()), Stream.of(args)).toArray(String[]::new));
    }

    private RunningServer start(App.Builder app) throws IOException {
        return AfterServer.of(app.build()).start("--port=0", pages());
    }

    private HttpResponse<String> get(RunningServer server, String path) throws Exception {
        URI address = server.address().resolve(path);
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static String cacheState(HttpResponse<String> response) {
        return response.headers().firstValue("x-after-cache").orElse("none");
    }

    /** Names and contents, but for the manifest. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder())) {
            for (Path file : all.filter(Files::isRegularFile).toList())
                if (!file.endsWith("manifest"))
                    files.put(
                            folder().relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
        return files;
    }

    private App.Builder shop() {
        return App.builder()
                .page("/", request -> text("home"))
                .page("/teas/{slug}", new TeaPage("assam", "oolong"))
                .page("/account", request -> {
                    after(() -> seen.add("task of an attempt"));
                    seen.add("account");
                    return text(
                            "theme " + CurrentRequest.cookies().value("theme").orElse("light"));
                })
                .route("GET", "/feed.txt", new Feed());
    }

    private static final class Feed implements RouteHandler {
        @Override
        public Prerender prerender() {
            return Prerender.AUTO.revalidate(Duration.ofMinutes(5));
        }

        @Override
        public Result handle(Request request) {
            return Response.text("feed");
        }
    }

    @Test
    void whatIsBuiltIsServedFromTheFirstRequestOn() throws Exception {
        Ran ran = build(shop()).succeeded();
        assertThat(ran.row("/")).startsWith("┌ ○ /").contains("1");
        assertThat(ran.row("/teas/{slug}")).startsWith("└ ● ").contains("2");
        assertThat(ran.row("/account")).matches("├ ƒ /account +cookies\\(\\.\\.\\) at BuildTest:\\d+");
        assertThat(ran.row("/feed.txt")).startsWith("├ ○ ").contains("5m");
        assertThat(ran.out()).last().asString().contains("4 pages (4 changed), 1 dynamic route, 0 tasks, ");
        assertThat(seen).containsExactly("account");
        try (RunningServer server = start(shop())) {
            HttpResponse<String> oolong = get(server, "/teas/oolong");
            assertThat(oolong.body()).isEqualTo("tea oolong");
            assertThat(cacheState(oolong)).isEqualTo("HIT");
            assertThat(cacheState(get(server, "/feed.txt"))).isEqualTo("HIT");
            assertThat(cacheState(get(server, "/teas/other"))).isEqualTo("MISS");
            assertThat(get(server, "/account").body()).isEqualTo("theme light");
            // no attempt before it was rendered for the request
            assertThat(seen).filteredOn("account"::equals).hasSize(2);
        }
    }

    @Test
    void twoBuildsAreAlikeAndTheSecondWritesNothing() throws Exception {
        assertThat(build(shop()).succeeded().out()).last().asString().contains("4 pages (4 changed)");
        Map<String, String> first = files();
        assertThat(first.keySet()).filteredOn(name -> name.endsWith(".page")).hasSize(4);
        assertThat(build(shop()).succeeded().out()).last().asString().contains("4 pages (0 changed)");
        assertThat(files()).isEqualTo(first);
        App.Builder changed = shop().page("/new", request -> text("new"));
        assertThat(build(changed).succeeded().out()).last().asString().contains("5 pages (1 changed)");
        build(shop()).succeeded();
        assertThat(files()).isEqualTo(first);
    }

    @Test
    void theTableIsAligned() {
        Ran ran = build(App.builder()
                .prerender(Prerender.AUTO.revalidate(Duration.ofHours(1)))
                .page("/", request -> {
                    after(() -> {});
                    return text("home");
                })
                .page("/posts/{id}", new TeaPage())
                .page("/teas/{slug}", new TeaPage("a", "b", "c", "d"))
                .route("GET", "/status", request -> Response.text("up")));
        List<String> table = ran.succeeded().out().stream()
                .map(line -> line.replaceAll(" +([0-9.]+ ms|Time)", "  time")) // nobody knows how wide
                .toList();
        assertThat(table.subList(1, table.size() - 3))
                .containsExactly(
                        "Route             Pages  Revalidate  Size  gzip  time  Tasks",
                        "┌ ○ /                 1          1h   4 B   4 B  time      1",
                        "├ ● /posts/{id}   no paths are listed; rendered when first asked for",
                        "├ ƒ /status       not prerendered: Prerender.NEVER",
                        "└ ● /teas/{slug}      4          1h  20 B  20 B  time",
                        "      /teas/a                    1h   5 B   5 B  time",
                        "      /teas/b                    1h   5 B   5 B  time",
                        "      /teas/c                    1h   5 B   5 B  time",
                        "      and 1 more");
    }

    @Test
    void r20_nothingIsRefusedInABuild() {
        AtomicInteger ended = new AtomicInteger();
        Ran ran = build(
                App.builder().page("/", request -> {
                    for (int i = 0; i < 50; i++) after(ended::incrementAndGet);
                    return text("home");
                }),
                "--max-running=1",
                "--max-waiting=0");
        ran.succeeded();
        assertThat(ended).hasValue(50);
        assertThat(ran.row("/")).endsWith(" 50");
    }

    @Test
    void r25_tasksRunWhenTheirPageIsWrittenAndTheBuildWaitsForNestedOnes() {
        build(App.builder().page("/", request -> {
                    seen.add("rendered for " + After.scope().reason() + ", pages " + built());
                    after(() -> {
                        seen.add("task for " + After.scope().reason() + ", pages " + built());
                        after(() -> seen.add("nested for " + After.scope().reason()));
                    });
                    return text("home");
                }))
                .succeeded();
        assertThat(seen).containsExactly("rendered for BUILD, pages 0", "task for BUILD, pages 1", "nested for BUILD");
    }

    private long built() throws IOException {
        try (Stream<Path> files = Files.list(folder().resolve("built"))) {
            return files.filter(file -> file.toString().endsWith(".page")).count();
        }
    }

    @Test
    void r25_tasksOfStaticParamsRunWhenThatCallHasEnded() {
        CountDownLatch hasRun = new CountDownLatch(1);
        Page page = new Page() {
            @Override
            public Collection<Map<String, String>> staticParams() {
                after(() -> {
                    seen.add("task for " + After.scope().reason() + " of "
                            + After.scope().description());
                    hasRun.countDown();
                });
                seen.add("listed");
                return List.of(Map.of("slug", "assam"));
            }

            @Override
            public Html render(Request request) throws Exception {
                hasRun.await(); // it belongs to the listing, and not to this
                return text("tea");
            }
        };
        build(App.builder().page("/teas/{slug}", page)).succeeded();
        assertThat(seen).containsExactly("listed", "task for BUILD of static parameters of /teas/{slug}");
    }

    @Test
    void r26_aTaskThatFailsFailsTheBuildOnceAndItsSiblingsRun() throws Exception {
        Ran ran = build(App.builder()
                        .page("/", request -> text("home"))
                        .page("/teas/{slug}", new TeaPage(Prerender.AUTO, List.of("assam"), slug -> {
                            after(TaskOptions.named("index"), () -> {
                                throw new IllegalStateException("no index", new IOException("disk"));
                            });
                            after(() -> seen.add("sibling"));
                            return text(slug);
                        })))
                .failed();
        assertThat(ran.failures())
                .satisfiesExactly(
                        what -> assertThat(what)
                                .isEqualTo("✗ /teas/assam, the page /teas/{slug} (BuildTest$TeaPage), task 'index': "
                                        + "java.lang.IllegalStateException: no index"),
                        where -> assertThat(where)
                                .matches("    at dev.after4j.server.BuildTest.*\\(BuildTest.java:\\d+\\)"),
                        why -> assertThat(why).isEqualTo("    caused by java.io.IOException: disk"));
        assertThat(seen).containsExactly("sibling");
        assertThat(ran.row("/teas/{slug}")).contains("✗").endsWith("failed");
        assertThat(ran.out()).last().asString().startsWith("1 failure: none of them is served (2 pages (2 changed)");
        assertThat(folder().resolve("manifest")).doesNotExist();
    }

    @Test
    void r26_aTaskThatTakesTooLongFailsTheBuild() {
        Ran ran = build(
                App.builder().page("/", request -> {
                    after(TaskOptions.named("slow"), () -> new CountDownLatch(1).await());
                    return text("home");
                }),
                "--max-duration=100ms");
        assertThat(ran.failed().failures())
                .anySatisfy(
                        line -> assertThat(line).startsWith("✗ /, the page / ").contains("task 'slow'", "TIMED_OUT"));
    }

    @Test
    void r26_aPageThatThrowsFailsTheBuildAndAllOthersAreRendered() throws Exception {
        Ran ran = build(App.builder()
                        .page("/", request -> {
                            seen.add("home");
                            return text("home");
                        })
                        .page("/teas/{slug}", new TeaPage(Prerender.AUTO, List.of("a", "b", "c"), slug -> {
                            after(() -> seen.add("task of " + slug));
                            return text(String.valueOf(Integer.parseInt(slug, 11)));
                        }))
                        .page("/b", new Static(request -> out -> Integer.parseInt("x"), Prerender.AUTO)))
                .failed();
        assertThat(ran.failures())
                .hasSize(6)
                .anyMatch(line -> line.startsWith("✗ /b, the page /b (BuildTest$Static), a lambda of BuildTest: "
                        + "java.lang.NumberFormatException: For input string: \"x\""))
                .anyMatch(line -> line.startsWith("✗ /teas/b, the page /teas/{slug} (BuildTest$TeaPage): "))
                .anyMatch(line -> line.startsWith("✗ /teas/c, the page /teas/{slug} (BuildTest$TeaPage): "))
                .filteredOn(line -> line.startsWith("    at dev.after4j.server.BuildTest"))
                .hasSize(3);
        assertThat(seen).containsExactlyInAnyOrder("home", "task of a", "task of b", "task of c");
        assertThat(folder().resolve("manifest")).doesNotExist();
    }

    @Test
    void r26_aFailedBuildIsNotServedAlsoNotTheOneBefore() throws Exception {
        build(shop()).succeeded();
        build(shop().page("/broken", request -> {
                    throw new IllegalStateException("broken");
                }))
                .failed();
        try (RunningServer server = start(shop())) {
            assertThat(cacheState(get(server, "/"))).isEqualTo("MISS");
        }
    }

    @Test
    void r26_pathsThatCannotBeListedFailTheBuild() {
        Page throwing = new Page() {
            @Override
            public Collection<Map<String, String>> staticParams() {
                throw new IllegalStateException("no teas");
            }

            @Override
            public Html render(Request request) {
                return text("tea");
            }
        };
        Page asking = new Page() {
            @Override
            public Collection<Map<String, String>> staticParams() {
                try {
                    return List.of(Map.of("slug", CurrentRequest.headers().toString()));
                } catch (RuntimeException caught) {
                    return List.of();
                }
            }

            @Override
            public Html render(Request request) {
                return text("tea");
            }
        };
        Ran ran = build(App.builder().page("/teas/{slug}", throwing).page("/cups/{slug}", asking))
                .failed();
        assertThat(ran.failures())
                .anyMatch(line -> line.matches("✗ /teas/\\{slug}, the page /teas/\\{slug} .*: no teas"))
                .anyMatch(line -> line.matches(
                        "✗ /cups/\\{slug}, .* asks for a request, and has none: headers\\(..\\) at BuildTest.*:\\d+"));
    }

    @Test
    void r26_listedPathsThatNoRequestWouldFindFailTheBuildAndRepeatedOnesAreRenderedOnce() {
        Ran ran = build(App.builder()
                        .page("/teas/new", request -> text("new"))
                        .page(
                                "/teas/{slug}",
                                new TeaPage(Prerender.AUTO, List.of("a", "a", "new", "", "x/y", ".."), slug -> {
                                    seen.add(slug);
                                    return text(slug);
                                })))
                .failed();
        assertThat(seen).containsExactly("a");
        assertThat(ran.failures())
                .filteredOn(line -> line.startsWith("✗"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("[new]", "another route"),
                        line -> assertThat(line).contains("[]", "no route"),
                        line -> assertThat(line).contains("[x/y]", "encoded slashes"),
                        line -> assertThat(line).contains("[..]", "dot segments"));
    }

    @Test
    void r24_aPageThatMustBeStaticAndNeedsARequestFailsTheBuild() {
        Ran ran = build(App.builder()
                        .page(
                                "/",
                                new Static(
                                        request -> {
                                            after(() -> seen.add("task of an attempt"));
                                            return text(request.header("accept").orElse(""));
                                        },
                                        Prerender.ALWAYS)))
                .failed();
        assertThat(ran.failures())
                .singleElement()
                .asString()
                .startsWith("✗ /, the page / (BuildTest$Static): ")
                .containsPattern("header\\(..\\) at BuildTest:\\d+");
        assertThat(seen).isEmpty();
    }

    @Test
    void r24_aRouteThatTurnsOutDynamicAtOnePathIsDynamicAtAll() throws Exception {
        App.Builder app = App.builder()
                .page(
                        "/teas/{slug}",
                        new TeaPage(
                                Prerender.AUTO,
                                List.of("a", "b"),
                                slug -> text(
                                        slug.equals("b") ? CurrentRequest.get().method() : slug)));
        Ran ran = build(app).succeeded();
        assertThat(ran.row("/teas/{slug}")).contains("ƒ").containsPattern("at BuildTest:\\d+");
        assertThat(built()).isZero();
    }

    /** Of what cannot be interrupted there is more than a build has threads. */
    @Test
    void whatTakesTooLongIsInterruptedNamedAndLeftToItself() {
        int stuck = 2 * Runtime.getRuntime().availableProcessors();
        CountDownLatch areStuck = new CountDownLatch(stuck);
        CountDownLatch end = new CountDownLatch(1);
        Prerender quick = Prerender.AUTO.within(Duration.ofMillis(200));
        List<String> slugs =
                IntStream.range(0, stuck).mapToObj(n -> "stuck" + n).toList();
        Ran ran = build(App.builder()
                        .page("/last", request -> {
                            areStuck.await();
                            return text("last");
                        })
                        .page(
                                "/slow",
                                new Static(
                                        request -> {
                                            after(() -> seen.add("task of the failed attempt"));
                                            end.await();
                                            return text("slow");
                                        },
                                        quick))
                        .page("/teas/{slug}", new TeaPage(quick, slugs, slug -> {
                            areStuck.countDown();
                            while (end.getCount() > 0) LockSupport.parkNanos(1_000_000);
                            return text(slug);
                        })))
                .failed();
        end.countDown();
        assertThat(ran.failures())
                .hasSize(stuck + 1)
                .startsWith(
                        "✗ /slow, the page /slow (BuildTest$Static): It was not done within 200ms (Prerender.within)")
                .allMatch(line -> line.endsWith(": It was not done within 200ms (Prerender.within)"));
        assertThat(seen).containsExactly("task of the failed attempt");
        assertThat(ran.row("/last")).contains("○");
    }

    @Test
    void whatIsNotThereOrElsewhereIsNotKept() throws Exception {
        Ran ran = build(App.builder()
                        .page("/teas/{slug}", new TeaPage(Prerender.AUTO, List.of("gone", "moved", "assam"), slug -> {
                            if (slug.equals("gone")) throw Signal.notFound();
                            if (slug.equals("moved")) throw Signal.redirect("/teas/assam");
                            return text(slug);
                        })))
                .succeeded();
        assertThat(ran.out())
                .contains(
                        "/teas/gone answers with the status 404, and is not kept",
                        "/teas/moved redirects to /teas/assam, and is not kept");
        assertThat(built()).isEqualTo(1);
    }

    @Test
    void r27_whatATaskOfTheBuildExpiresIsNotServedFromIt() throws Exception {
        CountDownLatch isRendered = new CountDownLatch(1);
        Map<String, String> texts = new ConcurrentHashMap<>(Map.of("/list", "old"));
        App.Builder app = App.builder()
                .page("/list", request -> {
                    String text = texts.get("/list");
                    isRendered.countDown();
                    return text(text);
                })
                .page("/tea", request -> {
                    after(() -> {
                        isRendered.await();
                        texts.put("/list", "new");
                        Revalidation.revalidatePath("/list");
                    });
                    return text("tea");
                });
        assertThat(build(app).succeeded().out())
                .contains("/list was expired by a task of this build: it is rendered when first asked for");
        try (RunningServer server = start(app)) {
            assertThat(get(server, "/list").body()).isEqualTo("new");
            assertThat(cacheState(get(server, "/tea"))).isEqualTo("HIT");
        }
    }

    @Test
    void aFolderOfAnotherVersionIsRefusedInOneLine() {
        build(shop()).succeeded();
        Ran ran = Ran.of(shop().page("/new", request -> text("new")).build(), "start", "--port=0", pages());
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.errors())
                .singleElement()
                .asString()
                .contains(folder().toString(), "another version", "build again");
    }

    @Test
    void aFolderInUseIsRefusedInOneLine() throws Exception {
        try (RunningServer server = start(shop())) {
            assertThat(server.port()).isPositive();
            for (String command : List.of("build", "start")) {
                Ran ran = Ran.of(shop().build(), command, "--port=0", pages());
                assertThat(ran.exitCode()).isEqualTo(1);
                assertThat(ran.errors())
                        .singleElement()
                        .asString()
                        .contains(folder().toString(), "in use", "stop it first");
            }
        }
        build(shop()).succeeded(); // the server has given it back
    }

    @Test
    void developersGetEachPageRenderedAnew() throws Exception {
        AtomicInteger rendered = new AtomicInteger();
        App.Builder app = App.builder().page("/", request -> text("home " + rendered.incrementAndGet()));
        build(app).succeeded();
        try (RunningServer server = AfterServer.of(app.build()).start("dev", "--port=0", pages())) {
            assertThat(get(server, "/").body()).isEqualTo("home 2");
            assertThat(get(server, "/").body()).isEqualTo("home 3");
        }
    }

    @Test
    void whatWasOpenedIsClosedWhenTheTasksHaveEnded() {
        App app = App.builder()
                .page("/", request -> {
                    after(() -> seen.add("task"));
                    return text("home");
                })
                .build();
        Ran.of(AfterServer.of(app).onStopped(() -> seen.add("closed")), "build", pages())
                .succeeded();
        assertThat(seen).containsExactly("task", "closed");
    }

    /** With a folder that was whole before. */
    @Test
    void aBuildThatIsKilledLeavesWholePagesOnly() throws Exception {
        Ran.of(KilledBuild.app("old", false), "build", pages()).succeeded();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledBuild.class.getName(),
                        "build",
                        pages())
                .start();
        assertThat(process.inputReader().lines().anyMatch("hangs"::equals)).isTrue();
        process.destroyForcibly().waitFor();
        try (RunningServer server =
                AfterServer.of(KilledBuild.app("old", false)).start("--port=0", pages())) {
            for (int n = 0; n < KilledBuild.PAGES; n++) {
                HttpResponse<String> page = get(server, "/pages/" + n);
                assertThat(page.body()).isEqualTo("old " + n);
                assertThat(cacheState(page)).isEqualTo("MISS");
            }
        }
        Ran.of(KilledBuild.app("old", false), "build", pages()).succeeded();
    }
}
