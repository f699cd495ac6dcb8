package dev.after4j.app.test;

import static dev.after4j.app.CurrentResponse.responseCookies;
import static dev.after4j.app.CurrentResponse.responseHeaders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.App;
import dev.after4j.app.ErrorPage;
import dev.after4j.app.Forward;
import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.PageContent;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.RouteHandler;
import dev.after4j.app.Signal;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept, as different clients get it. */
@ExtendWith(AfterExtension.class)
class KeptResponsesTest {
    private static final TestRequest HERE = TestRequest.get("/here");
    private static final TestRequest PART = HERE.header("HX-Request", "true");
    private static final String LONG = "tea ".repeat(500);
    private static final Page PAGE = request -> Html.text(LONG);

    private final Now now = new Now();
    private final AfterKit after;
    private AppClient client;

    KeptResponsesTest(AfterKit after) {
        this.after = after;
        client = client(App.builder().page("/here", PAGE));
    }

    private AppClient client(App.Builder app) {
        return AppClient.of(app.clock(now).build(), after);
    }

    private static String etag(AppResponse response) {
        return response.header("etag").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", " %s ", "\"other\", %s", "\"a,b\",W/%s,\"c\"", "*", " * "})
    void whoHasItAlreadyIsOnlyToldSo(String known) {
        AppResponse whole = client.send(HERE);
        AppResponse response = client.send(HERE.header("if-none-match", String.format(known, etag(whole))));
        assertThat(response.status()).isEqualTo(304);
        assertThat(response.bytes()).isEmpty();
        for (String name : List.of("etag", "vary", "cache-control", "x-content-type-options"))
            assertThat(response.headers(name)).isNotEmpty().isEqualTo(whole.headers(name));
        assertThat(response.header("x-after-cache")).hasValue("HIT");
        after.finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"other\"", "W/\"other\"", "%s-gzip", "x%s", "\"*\""})
    void whoHasAnotherGetsIt(String known) {
        String etag = etag(client.send(HERE));
        assertThat(client.send(HERE.header("if-none-match", String.format(known, etag)))
                        .status())
                .isEqualTo(200);
        after.finish();
    }

    @Test
    void eachFormHasATagOfItsOwnWhichStaysForAsLongAsItIsTheSame() {
        AppClient parts = client(
                App.builder().layout("/", (request, content) -> content.body()).page("/here", PAGE));
        List<String> first = tags(parts);
        assertThat(first).doesNotHaveDuplicates().hasSize(3);
        assertThat(tags(parts)).isEqualTo(first);
        after.finish();
    }

    @Test
    void whatAnAnswerSaysOfCachesItselfStandsAlone() {
        RouteHandler handler = new RouteHandler() {
            @Override
            public Prerender prerender() {
                return Prerender.ALWAYS.revalidate(Duration.ofMinutes(1));
            }

            @Override
            public Response handle(Request request) {
                return Response.text("mine").header("Cache-Control", "private, no-store");
            }
        };
        AppClient mine = client(App.builder().route("GET", "/here", handler));
        for (String state : List.of("MISS", "HIT")) {
            AppResponse response = mine.send(HERE);
            assertThat(response.header("x-after-cache")).hasValue(state);
            assertThat(response.headers("cache-control")).containsExactly("private, no-store");
        }
        after.finish();
    }

    @Test
    void whoHasSignedInGetsWhatNobodyBetweenMayKeep() {
        client.send(HERE);
        AppResponse response = client.send(HERE.header("authorization", "Basic YWRhOmVhcmw="));
        assertThat(response.header("x-after-cache")).hasValue("HIT");
        assertThat(response.headers("cache-control")).containsExactly("private, no-cache");
        after.finish();
    }

    private static List<String> tags(AppClient client) {
        return List.of(
                etag(client.send(HERE)),
                etag(client.send(HERE.header("accept-encoding", "gzip"))),
                etag(client.send(PART)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip                    | true",
                "GZIP                    | true",
                "deflate, gzip, br       | true",
                "gzip;q=0.5              | true",
                "gzip;q=1.000, *;q=0     | true",
                "gzip ; q=0.001          | true",
                "*                       | true",
                "br, *;q=0.1             | true",
                "''                      | false",
                "identity                | false",
                "br                      | false",
                "gzip;q=0                | false",
                "gzip; q=0.0             | false",
                "gzip;Q=0.000            | false",
                "*;q=0                   | false",
                "gzip;q=0, *             | false",
                "*, gzip;q=0             | false",
                "xgzip                   | false",
            })
    void itIsCompressedForWhoeverAcceptsThat(String accepted, boolean isCompressed) throws IOException {
        client.send(HERE);
        AppResponse response = client.send(HERE.header("accept-encoding", accepted));
        byte[] body = response.bytes();
        assertThat(response.header("content-encoding").isPresent()).isEqualTo(isCompressed);
        if (isCompressed) body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(LONG);
        assertThat(response.header("vary")).get().asString().contains("Accept-Encoding");
        AppResponse head = client.send(TestRequest.of("HEAD", "/here").header("accept-encoding", accepted));
        assertThat(head.header("content-length")).hasValue(String.valueOf(response.bytes().length));
        assertThat(head.header("etag")).isEqualTo(response.header("etag"));
        after.finish();
    }

    @Test
    void whatIsKeptForEverIsAskedForEachTime() {
        for (int i = 0; i < 2; i++)
            assertThat(client.send(HERE).headers("cache-control"))
                    .containsExactly("public, max-age=0, must-revalidate");
        after.finish();
    }

    private record Aging(Page page) implements Page {
        @Override
        public Prerender prerender() {
            return Prerender.AUTO.revalidate(Duration.ofSeconds(60));
        }

        @Override
        public Html render(Request request) throws Exception {
            return page.render(request);
        }
    }

    @Test
    void othersMayServeItUntilItIsTooOld() {
        client = client(App.builder().page("/here", new Aging(PAGE)));
        List<String> controls = new ArrayList<>();
        for (int seconds : List.of(0, 20, 39)) {
            now.advanceSeconds(seconds);
            controls.add(client.send(HERE).header("cache-control").orElseThrow());
        }
        now.advanceSeconds(100);
        controls.add(client.send(HERE).header("cache-control").orElseThrow());
        assertThat(controls)
                .containsExactly(
                        "public, max-age=0, s-maxage=60, stale-while-revalidate=60",
                        "public, max-age=0, s-maxage=40, stale-while-revalidate=60",
                        "public, max-age=0, s-maxage=1, stale-while-revalidate=60",
                        "public, max-age=0, s-maxage=0, stale-while-revalidate=60");
        after.finish();
    }

    @Test
    void withACookieNobodyElseMayKeepIt() {
        client = client(App.builder()
                .proxy(request -> {
                    if (request.query("visitor").isPresent())
                        responseCookies()
                                .set(ResponseCookie.of(
                                        "visitor", request.query("visitor").get()));
                    return Forward.next();
                })
                .page("/here", new Aging(PAGE)));
        AppResponse first = client.send(TestRequest.get("/here?visitor=1"));
        AppResponse second = client.send(TestRequest.get("/here?visitor=2"));
        AppResponse none = client.send(HERE);
        assertThat(first.headers("cache-control")).containsExactly("private, no-cache");
        assertThat(second.headers("cache-control")).containsExactly("private, no-cache");
        assertThat(second.cookie("visitor")).hasValue("2");
        assertThat(none.headers("set-cookie")).isEmpty();
        assertThat(none.header("cache-control")).get().asString().startsWith("public");
        after.finish();
    }

    @Test
    void whatAProxySaysGoesBeforeWhatIsUsual() {
        client = client(App.builder()
                .proxy(request -> {
                    responseHeaders().set("Cache-Control", "no-store");
                    responseHeaders().set("Vary", "Accept-Language");
                    return Forward.next();
                })
                .page("/here", PAGE));
        for (int i = 0; i < 2; i++) {
            AppResponse response = client.send(HERE);
            assertThat(response.headers("cache-control")).containsExactly("no-store");
            assertThat(String.join(", ", response.headers("vary"))).contains("Accept-Language", "Accept-Encoding");
        }
        after.finish();
    }

    /** Around each page: where the head is, and what is there besides. */
    private enum Frame {
        NONE,
        HEAD_BEFORE,
        HEAD_DIRECTLY_BEFORE,
        HEAD_BEHIND,
        HEAD_DIRECTLY_BEHIND,
        NO_HEAD;

        App.Builder around(App.Builder app, String path) {
            return this == NONE ? app : app.layout(path, layout());
        }

        private Layout layout() {
            return new Layout() {
                @Override
                public Metadata metadata(Request request) {
                    return Metadata.NONE.description("ü description").titleTemplate("%s | Größe");
                }

                @Override
                public Html render(Request request, PageContent content) {
                    return piece(content);
                }
            };
        }

        private Html piece(PageContent content) {
            Html body = content.body();
            Html head = content.head();
            Html text = Html.text("<ü>");
            return switch (this) {
                case HEAD_BEFORE -> Html.of(text, head, text, body, text);
                case HEAD_DIRECTLY_BEFORE -> Html.of(head, body);
                case HEAD_BEHIND -> Html.of(text, body, text, head);
                case HEAD_DIRECTLY_BEHIND -> Html.of(body, head, text);
                default -> Html.of(text, body, text);
            };
        }
    }

    private enum Shows {
        HELLO,
        NOTHING,
        NOT_FOUND,
        FAILURE,
        METADATA_NOT_FOUND,
        /** What has been written already is replaced. */
        LATE_FAILURE
    }

    private record Titled(Shows shows) implements Page {
        @Override
        public Metadata metadata(Request request) {
            if (shows == Shows.METADATA_NOT_FOUND) throw Signal.notFound();
            return Metadata.title("Grüner <Tee>");
        }

        @Override
        public Html render(Request request) {
            return switch (shows) {
                case NOTHING -> Html.of();
                case NOT_FOUND -> throw Signal.notFound();
                case FAILURE -> throw new IllegalStateException("a secret");
                case LATE_FAILURE ->
                    Html.of(Html.text("hel"), out -> {
                        throw new IllegalStateException("a secret");
                    });
                default -> Html.text("hello, wörld");
            };
        }
    }

    static List<Arguments> fragments() {
        List<Arguments> all = new ArrayList<>();
        for (Shows shows : Shows.values())
            for (Frame outer : Frame.values())
                for (Frame inner : List.of(Frame.NONE, Frame.NO_HEAD)) all.add(Arguments.of(shows, outer, inner));
        for (Shows shows : Shows.values()) all.add(Arguments.of(shows, Frame.NO_HEAD, Frame.HEAD_DIRECTLY_BEFORE));
        return all;
    }

    /** A part of what is kept is, byte by byte, what is rendered as a part. */
    @ParameterizedTest
    @MethodSource("fragments")
    void aFragmentIsTheSameWhetherItsPageIsKeptOrNot(Shows shows, Frame outer, Frame inner) {
        ErrorPage error = (request, problem) -> Html.text("sorrü, " + problem.title());
        List<AppResponse> parts = new ArrayList<>();
        for (Prerender rule : List.of(Prerender.NEVER, Prerender.AUTO)) {
            App.Builder app = App.builder()
                    .prerender(rule)
                    .page("/here", new Titled(shows))
                    .errorPage("/", error);
            AppClient asking = client(inner.around(outer.around(app, "/"), "/here"));
            if (shows == Shows.HELLO) asking.send(HERE);
            parts.add(asking.send(PART));
            parts.add(asking.send(PART));
        }
        after.finish();
        AppResponse rendered = parts.get(0);
        for (AppResponse part : parts) {
            assertThat(part.status()).isEqualTo(rendered.status());
            assertThat(part.text()).isEqualTo(rendered.text());
            assertThat(part.headers("content-type")).isEqualTo(rendered.headers("content-type"));
            assertThat(String.join(", ", part.headers("vary"))).contains("HX-Request");
        }
    }

    @Test
    void aFragmentOfWhatIsKeptIsAnsweredFromThere() {
        client = client(
                App.builder().layout("/", (request, content) -> content.body()).page("/here", PAGE));
        assertThat(client.send(HERE).header("x-after-cache")).hasValue("MISS");
        AppResponse part = client.send(PART);
        assertThat(part.header("x-after-cache")).hasValue("HIT");
        AppResponse again = client.send(PART.header("if-none-match", etag(part)));
        assertThat(again.status()).isEqualTo(304);
        // what asks for all of it gets that
        assertThat(client.send(PART.header("HX-Boosted", "true")).header("etag"))
                .isEqualTo(client.send(HERE).header("etag"));
        after.finish();
    }

    /** A layout that does not show its content: nobody knows what a part of that would be. */
    @Test
    void aFragmentThatIsNotInThePageIsRendered() {
        client = client(App.builder()
                .layout("/", (request, content) -> Html.text("closed"))
                .page("/here", PAGE));
        assertThat(client.send(HERE).text()).isEqualTo("closed");
        for (int i = 0; i < 2; i++) {
            AppResponse part = client.send(PART);
            assertThat(part.text()).isEqualTo(LONG);
            assertThat(part.header("x-after-cache")).isEmpty();
        }
        assertThat(client.send(HERE).header("x-after-cache")).hasValue("HIT");
        after.finish();
    }

    private enum Asks {
        WHOLE,
        COMPRESSED,
        PART
    }

    /** Every header is there once, however a client asks. */
    @ParameterizedTest
    @EnumSource
    void headersAreSaidOnce(Asks asks) {
        client = client(
                App.builder().layout("/", (request, content) -> content.body()).page("/here", PAGE));
        TestRequest request = Map.of(
                        Asks.WHOLE, HERE, Asks.COMPRESSED, HERE.header("accept-encoding", "gzip"), Asks.PART, PART)
                .get(asks);
        for (int i = 0; i < 2; i++) {
            Map<String, Integer> counts = client.send(Objects.requireNonNull(request)).headers().entrySet().stream()
                    .filter(header -> !header.getKey().equalsIgnoreCase("vary"))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, header -> header.getValue().size()));
            assertThat(counts.values()).containsOnly(1);
        }
        after.finish();
    }
}
