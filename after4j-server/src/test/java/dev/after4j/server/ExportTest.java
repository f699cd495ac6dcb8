package dev.after4j.server;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.app.App;
import dev.after4j.app.Forward;
import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.Result;
import dev.after4j.app.RouteHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExportTest {
    @TempDir
    private Path directory;

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    private static Html text(String text) {
        return out -> out.text(text);
    }

    private record Teas(List<String> slugs) implements Page {
        @Override
        public Collection<Map<String, String>> staticParams() {
            return slugs.stream().map(slug -> Map.of("slug", slug)).toList();
        }

        @Override
        public Html render(Request request) {
            return text("tea " + request.param("slug"));
        }
    }

    private record Feed(String text) implements RouteHandler {
        @Override
        public Prerender prerender() {
            return Prerender.ALWAYS;
        }

        @Override
        public Result handle(Request request) {
            return Response.bytes("application/xml", text.getBytes(UTF_8));
        }
    }

    private static final Page DYNAMIC = new Page() {
        @Override
        public Prerender prerender() {
            return Prerender.NEVER;
        }

        @Override
        public Html render(Request request) {
            return text("dynamic");
        }
    };

    private Path site() {
        return directory.resolve("site");
    }

    private Ran export(App.Builder app, String... args) {
        return Ran.of(
                app.build(),
                Stream.concat(Stream.of("export", site().toString()), Stream.of(args))
                        .toArray(String[]::new));
    }

    /** By their names; the list of the export is left out. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(site())) {
            for (Path file : all.filter(Files::isRegularFile).toList())
                if (!file.endsWith(".after4j-export"))
                    files.put(site().relativize(file).toString(), Files.readString(file));
        }
        return files;
    }

    private static App.Builder shop() {
        return App.builder()
                .page("/", request -> text("home"))
                .page("/teas/{slug}", new Teas(List.of("oolong", "grüner tee")))
                .route("GET", "/feed.xml", new Feed("<feed/>"));
    }

    @Test
    void eachPathIsAFileThatAnyServerFinds() throws Exception {
        Ran ran = export(shop().notFound("/", (request, problem) -> text("not here: " + problem.status())))
                .succeeded();
        assertThat(files())
                .isEqualTo(Map.of(
                        "index.html", "home",
                        "teas/oolong/index.html", "tea oolong",
                        "teas/grüner tee/index.html", "tea grüner tee",
                        "feed.xml", "<feed/>",
                        "404.html", "not here: 404"));
        assertThat(ran.out())
                .last()
                .asString()
                .startsWith("4 pages (4 changed), ")
                .endsWith(": " + site());
        assertThat(export(shop()).succeeded().out()).last().asString().startsWith("4 pages (0 changed), ");
        assertThat(files()).doesNotContainKey("404.html");
    }

    @Test
    void assetsAreThereUnderTheirNamesAndUnderNamesWithTheirContentWhichLinksLeadTo() throws Exception {
        Page page = new Page() {
            @Override
            public Metadata metadata(Request request) {
                return Metadata.title("home").icon("/assets/css/more.css").canonical("/assets/site.css");
            }

            @Override
            public Html render(Request request) {
                return text(request.link("/assets/site.css?v=1#top") + " " + request.link("/assets/none.css") + " "
                        + request.link("https://example.org/assets/site.css"));
            }
        };
        export(App.builder()
                        .assets("/assets")
                        .baseUrl("https://example.org")
                        .layout("/", (request, content) -> out -> {
                            out.write(content.head());
                            out.write(content.body());
                        })
                        .page("/", page))
                .succeeded();
        Map<String, String> files = files();
        String hashed = files.keySet().stream()
                .filter(name -> name.matches("assets/site\\.[0-9a-f]{10}\\.css"))
                .findFirst()
                .orElseThrow();
        assertThat(files.keySet())
                .contains("assets/site.css", "assets/css/more.css", "assets/large.js")
                .noneMatch(name -> name.contains("hidden"));
        assertThat(files.get(hashed)).isEqualTo(files.get("assets/site.css"));
        assertThat(files.get("index.html"))
                .contains("/" + hashed + "?v=1#top /assets/none.css https://example.org/assets/site.css")
                .containsPattern("<link rel=\"icon\" href=\"/assets/css/more\\.[0-9a-f]{10}\\.css\">");
    }

    @Test
    void r28_aPageThatCallsAfterFailsTheExportWithItsPlace() throws Exception {
        Ran ran = export(shop().page("/tasks", request -> {
                    after(() -> seen.add("task"));
                    return text("tasks");
                }))
                .failed();
        assertThat(ran.failures())
                .singleElement()
                .asString()
                .matches(
                        "✗ /tasks, the page /tasks \\(a lambda of ExportTest\\): It calls after\\(..\\) at ExportTest:\\d+, .*--run-tasks=on.*");
        assertThat(ran.out()).last().asString().startsWith("1 failure: the folder is as it was");
        assertThat(seen).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void r28_oneOptionRunsTasksOnceWithAWarning() throws Exception {
        Ran ran = export(
                        App.builder().page("/", request -> {
                            after(() -> {
                                seen.add("task for " + After.scope().reason());
                                after(() -> seen.add("nested"));
                            });
                            return text("home");
                        }),
                        "--run-tasks=on")
                .succeeded();
        assertThat(seen).containsExactly("task for EXPORT", "nested");
        assertThat(ran.out()).anyMatch(line -> line.startsWith("Tasks have run once, at this export"));
        assertThat(files()).containsOnlyKeys("index.html");
    }

    @Test
    void r28_staticParamsThatCallAfterFailTheExportToo() {
        Page page = new Page() {
            @Override
            public Collection<Map<String, String>> staticParams() {
                after(() -> seen.add("task"));
                return List.of(Map.of("slug", "a"));
            }

            @Override
            public Html render(Request request) {
                return text("tea");
            }
        };
        assertThat(export(App.builder().page("/teas/{slug}", page)).failed().failures())
                .singleElement()
                .asString()
                .contains("It calls after(..) at ExportTest");
        assertThat(seen).isEmpty();
    }

    @Test
    void pagesThatNeedAServerFailTheExport() throws Exception {
        Ran ran = export(App.builder()
                        .page("/", request -> text(request.query("q").orElse("")))
                        .page("/never", DYNAMIC)
                        .page("/teas/{slug}", new Teas(List.of())))
                .failed();
        assertThat(ran.failures())
                .satisfiesExactly(
                        line -> assertThat(line).matches("✗ /, the page / .*: query\\(..\\) at ExportTest:\\d+"),
                        line -> assertThat(line)
                                .startsWith("✗ /never, the page /never ")
                                .endsWith(": Prerender.NEVER"),
                        line -> assertThat(line)
                                .startsWith("✗ /teas/{slug}, the page ")
                                .contains("lists no paths", "staticParams()"));
        assertThat(files()).isEmpty();
    }

    @Test
    void whatElseTakesAServerIsNamedInOneLine() {
        Ran ran = export(shop().proxy("/admin/{path...}", request -> Forward.next())
                        .action("/teas/{slug}", "comment", form -> Response.empty())
                        .route("POST", "/orders", request -> Response.empty())
                        .route("GET", "/orders", request -> Response.empty()))
                .succeeded();
        assertThat(ran.out())
                .contains(
                        "Left out, as it takes a server: GET /orders, POST /orders, the action /teas/{slug}?action=comment, "
                                + "the proxy /admin/{path...}");
    }

    @Test
    void whatAFormerExportWroteGoesAndWhatIsTheUsersStays() throws Exception {
        export(shop().page("/old/page", request -> text("old")).page("/new", request -> text("page")))
                .succeeded();
        Files.writeString(site().resolve("CNAME"), "example.org");
        Files.writeString(site().resolve("teas/notes"), "mine");
        export(App.builder().page("/", request -> text("home")).route("GET", "/new", new Feed("file")))
                .succeeded();
        assertThat(files())
                .isEqualTo(Map.of("index.html", "home", "new", "file", "CNAME", "example.org", "teas/notes", "mine"));
        assertThat(site().resolve("old")).doesNotExist();
    }

    @Test
    void nothingOfTheUsersIsReplaced() throws Exception {
        Files.createDirectories(site());
        Files.writeString(site().resolve("diary"), "mine");
        Ran refused = export(shop());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).singleElement().asString().contains(site().toString(), "not empty");
        Files.delete(site().resolve("diary"));

        export(shop()).succeeded();
        Files.writeString(site().resolve("about"), "mine");
        Ran inTheWay = export(shop().page("/about", request -> text("about")));
        assertThat(inTheWay.errors()).singleElement().asString().contains("about is in the way of about/index.html");
        assertThat(inTheWay.exitCode()).isEqualTo(1);
        assertThat(files()).containsEntry("about", "mine").containsEntry("index.html", "home");
    }

    @Test
    void anExportThatFailsLeavesTheFormerOne() throws Exception {
        export(shop()).succeeded();
        Map<String, String> before = files();
        export(App.builder().page("/", request -> {
                    throw new IllegalStateException("broken");
                }))
                .failed();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void filesThatCannotBeBesideEachOtherAreErrors() {
        Ran ran = export(App.builder()
                        .route("GET", "/a", new Feed("file"))
                        .page("/a/b", request -> text("page"))
                        .page("/teas/{slug}", new Teas(List.of("x", "X"))))
                .failed();
        assertThat(ran.failures())
                .satisfiesExactly(
                        line -> assertThat(line).matches("✗ /a.*is in the way of that of /a.*"),
                        line -> assertThat(line)
                                .matches("✗ /teas/[xX].*is in the way of that of /teas/[xX].*capital letters.*"));
    }

    @Test
    void aListThatSomebodyHasChangedDeletesNothingElsewhere() throws Exception {
        Path other = Files.writeString(directory.resolve("other"), "mine");
        export(shop()).succeeded();
        Files.writeString(site().resolve(".after4j-export"), "../other\n" + other + "\n", StandardOpenOption.APPEND);
        export(shop()).succeeded();
        assertThat(other).exists();
    }
}
