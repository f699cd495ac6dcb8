package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.app.CurrentResponse.responseCookies;
import static dev.after4j.app.CurrentResponse.responseHeaders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.after4j.app.App;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.RouteHandler;
import dev.after4j.app.Signal;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets. */
@ExtendWith(AfterExtension.class)
class ResponsesTest {
    private final AfterKit after;
    private final List<Object> seen = new ArrayList<>();

    ResponsesTest(AfterKit after) {
        this.after = after;
    }

    private AppClient client(App.Builder app) {
        return AppClient.of(app.build(), after);
    }

    private AppResponse get(App.Builder app) {
        return client(app).send(TestRequest.get("/"));
    }

    private AppResponse get(RouteHandler handler) {
        return get(App.builder().route("GET", "/", handler));
    }

    @Test
    void everyResponseHasTheSecurityHeaders() {
        for (String path : List.of("/", "/nothing", "/%", "/assets/css/site.css")) {
            AppResponse response = client(
                            App.builder().assets("/assets").route("GET", "/", request -> Response.empty()))
                    .send(TestRequest.get(path));
            assertThat(response.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.header("X-Frame-Options")).contains("SAMEORIGIN");
            assertThat(response.header("Referrer-Policy")).contains("strict-origin-when-cross-origin");
        }
    }

    @Test
    void defaultsAreTheApplicationsChoice() {
        AppResponse response = get(App.builder()
                .header("x-frame-options", "DENY")
                .header("Content-Security-Policy", "default-src 'self'")
                .withoutHeader("referrer-policy")
                .route("GET", "/", request -> Response.empty().header("X-Content-Type-Options", "own")));
        assertThat(response.headers("X-Frame-Options")).containsExactly("DENY");
        assertThat(response.headers("X-Content-Type-Options")).containsExactly("own");
        assertThat(response.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(response.header("Referrer-Policy")).isEmpty();
    }

    @Test
    void whatTheResponseSaysGoesBeforeWhatWasSetOnTheWay() {
        AppResponse response = get(App.builder()
                .proxy(request -> {
                    responseHeaders().add("x-a", "proxy");
                    responseHeaders().add("x-b", "1");
                    responseCookies().set(ResponseCookie.of("a", "proxy"));
                    responseCookies().set(ResponseCookie.of("b", "proxy"));
                    return dev.after4j.app.Forward.next();
                })
                .route("GET", "/", request -> {
                    responseHeaders().add("X-B", "2");
                    responseHeaders().add("x-gone", "1");
                    responseHeaders().remove("X-Gone");
                    return Response.html("<p>")
                            .header("x-a", "response")
                            .header("content-type", "text/xml")
                            .cookie(ResponseCookie.of("a", "response"));
                }));
        assertThat(response.headers("x-a")).containsExactly("response");
        assertThat(response.headers("x-b")).containsExactly("1", "2");
        assertThat(response.headers()).doesNotContainKey("x-gone");
        assertThat(response.headers("content-type")).containsExactly("text/xml");
        assertThat(response.headers("set-cookie")).hasSize(2);
        assertThat(response.cookie("a")).contains("response");
        assertThat(response.cookie("b")).contains("proxy");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost, session=1; Path=/; HttpOnly; SameSite=Lax",
        "https://example.org, session=1; Path=/; Secure; HttpOnly; SameSite=Lax"
    })
    void cookiesAreSafeUnlessToldOtherwise(String origin, String line) {
        AppClient client = client(App.builder()
                .route("GET", "/", request -> Response.empty().cookie(ResponseCookie.of("session", "1"))));
        assertThat(client.at(origin).send(TestRequest.get("/")).setCookie("session"))
                .contains(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a\r\nSet-Cookie: evil=1",
                "/a\nSet-Cookie: evil=1",
                "/a\u2028b",
                "https://example.org/\r\n\r\n<script>",
                "/t\u00e9 \u0000\""
            })
    void aRedirectCannotAddHeaders(String location) {
        AppResponse response = get(request -> Signal.redirect(location));
        assertThat(response.status()).isEqualTo(307);
        assertThat(response.header("location").orElseThrow()).matches("[!-~]+").doesNotContain("\"", "<");
        assertThat(response.headers()).doesNotContainKey("set-cookie");
    }

    @ParameterizedTest
    @CsvSource({
        "//evil.org/a, /evil.org/a",
        "/\\evil.org, /evil.org",
        "\\\\evil.org, /evil.org",
        "///evil.org, /evil.org",
        "/a?next=//b, /a?next=//b",
        "https://example.org/a b, https://example.org/a%20b",
        "/a%20b%zz, /a%20b%25zz",
        "/, /"
    })
    void aPathOfTheApplicationLeadsToNoOtherHost(String location, String sent) {
        assertThat(get(request -> Signal.redirect(location)).header("location")).contains(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\nb", "a\rb", "a\u0000b", "t\u00e9"})
    void aHeaderCannotAddHeaders(String value) {
        AppResponse response = get(request -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> responseHeaders().set("x-a", value))
                    .withMessageContaining("x-a")
                    .withMessageNotContaining("\n");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> responseHeaders().add("x-a", value));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Response.empty().header("x-a", value));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Response.empty().header(value, "x"));
            assertThatIllegalArgumentException().isThrownBy(() -> App.builder().header("x-a", value));
            assertThatIllegalArgumentException().isThrownBy(() -> ResponseCookie.of("a", value));
            assertThatIllegalArgumentException().isThrownBy(() -> ResponseCookie.of(value, "a"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ResponseCookie.of("a", "b").path(value));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ResponseCookie.of("a", "b").domain(value));
            return Response.empty();
        });
        assertThat(response.status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "text/plain\n"})
    void aContentTypeCannotAddHeaders(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Response.bytes(type, new byte[0]))
                .withMessageContaining("Content-Type");
        assertThatIllegalArgumentException().isThrownBy(() -> Response.stream(type, out -> {}));
    }

    @Test
    void statusesWithoutABodyHaveNone() {
        for (int status : List.of(204, 304)) {
            AppResponse response = get(request -> Response.text("hello").status(status));
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.bytes()).isEmpty();
        }
    }

    @Test
    void headOfAStreamDoesNotWriteIt() {
        AppResponse response = client(App.builder()
                        .route("GET", "/", request -> Response.stream("text/plain", out -> seen.add("written"))))
                .send(TestRequest.of("HEAD", "/"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("content-type")).contains("text/plain");
        assertThat(seen).isEmpty();
    }

    @Test
    void aStreamThatWritesNothingIsAnEmptyResponse() {
        AppResponse response = get(request -> Response.stream("text/plain", out -> {}));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("content-type")).contains("text/plain");
        assertThat(response.isBrokenOff()).isFalse();
    }

    @Test
    void aStreamThatClosesItsOutputMayStillEndOnlyWhenItReturns() {
        AppResponse response = get(request -> Response.stream("text/plain", out -> {
            out.write('a');
            out.close();
            out.write('b');
        }));
        assertThat(response.text()).isEqualTo("ab");
    }

    @Test
    void aFileHasItsTypeAndLength(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("page.html"), "<p>tea</p>");
        AppResponse response = get(request -> Response.file(file));
        assertThat(response.text()).isEqualTo("<p>tea</p>");
        assertThat(response.header("content-type")).contains("text/html");
        assertThat(response.header("content-length")).contains("10");
        AppResponse head = client(App.builder().route("GET", "/", request -> Response.file(file)))
                .send(TestRequest.of("HEAD", "/"));
        assertThat(head.header("content-length")).contains("10");
        assertThat(head.bytes()).isEmpty();
        Path other = Files.write(folder.resolve("unknown.zzz"), new byte[1]);
        assertThat(get(request -> Response.file(other)).header("content-type")).contains("application/octet-stream");
    }

    @Test
    void aFileThatIsNotThereIsA404(@TempDir Path folder) {
        assertThat(get(request -> Response.file(folder.resolve("missing"))).status())
                .isEqualTo(404);
        assertThat(get(request -> Response.file(folder)).status()).isEqualTo(404);
    }

    @Test
    void anEmptyFileIsAnEmptyResponse(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("empty.txt"));
        AppResponse response = get(request -> Response.file(file));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("content-length")).contains("0");
    }

    @Test
    void r05_eventsHoldTheirTasksUntilTheStreamEnds() {
        AppResponse response = get(request -> {
            after(named("ended"), () -> seen.add("ended"));
            return Response.events(events -> {
                events.send("one\ntwo");
                events.send("price", "3\r\n4");
                events.keepAlive();
                assertThat(after.started()).isEmpty();
            });
        });
        assertThat(response.text()).isEqualTo("data: one\ndata: two\n\nevent: price\ndata: 3\ndata: 4\n\n:\n\n");
        assertThat(response.header("content-type")).contains("text/event-stream; charset=utf-8");
        assertThat(response.header("cache-control")).contains("no-cache");
        after.finish();
        assertThat(seen).containsExactly("ended");
    }

    @Test
    void eventsEndWhenTheClientHasGone() {
        AppResponse response = client(App.builder().route("GET", "/", request -> {
                    after(
                            named("ended"),
                            () -> seen.add(dev.after4j.After.outcome().kind()));
                    return Response.events(events -> {
                        while (true) events.send("tick");
                    });
                }))
                .leavingAfter(26)
                .send(TestRequest.get("/"));
        assertThat(response.text()).isEqualTo("data: tick\n\ndata: tick\n\nda");
        after.finish();
        assertThat(seen).containsExactly(dev.after4j.Outcome.Kind.ABORTED);
    }

    @Test
    void theErrorHandlerAnswersForAllErrors() {
        App.Builder app = App.builder()
                .error((request, problem) -> {
                    seen.add(problem.error().map(Throwable::getMessage).orElse("-"));
                    return Response.html(problem.status() + " " + problem.title() + " "
                            + problem.detail().orElse("-"));
                })
                .route("GET", "/fails", request -> {
                    throw new IllegalStateException("out of tea");
                })
                .route("GET", "/busy", request -> Signal.of(429, "Wait"));
        assertThat(client(app).send(TestRequest.get("/fails")).text()).isEqualTo("500 Internal Server Error -");
        assertThat(client(app).send(TestRequest.get("/busy")).text()).isEqualTo("429 Too Many Requests Wait");
        AppResponse missing = client(app).send(TestRequest.get("/missing"));
        assertThat(missing.text()).isEqualTo("404 Not Found -");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("content-type")).contains("text/html; charset=utf-8");
        assertThat(seen).containsExactly("out of tea", "-", "-");
    }

    @Test
    void anErrorPageThatCannotBeSentIsAPlainAnswer(@TempDir Path folder) {
        List<ILoggingEvent> logged = Logged.by(() -> {
            AppResponse response =
                    get(App.builder().error((request, problem) -> Response.file(folder.resolve("404.html"))));
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.text()).isEqualTo("404 Not Found\n");
        });
        assertThat(logged)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("What the error handler answered to GET / could not be sent");
    }

    @Test
    void theErrorHandlerMayChooseAnotherStatus() {
        AppResponse response = get(App.builder()
                .error((request, problem) -> Response.text("teapot").status(418)));
        assertThat(response.status()).isEqualTo(418);
    }

    @Test
    void whatTheApplicationThrowsIsLoggedOnceAndNotShown() {
        List<ILoggingEvent> logged = Logged.by(() -> {
            AppResponse response = get(request -> {
                throw new IllegalStateException("the password is 1234");
            });
            assertThat(response.text()).isEqualTo("500 Internal Server Error\n");
        });
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getLevel()).isEqualTo(Level.ERROR);
        assertThat(logged.get(0).getFormattedMessage())
                .startsWith("GET / failed in the route handler / (a lambda of ResponsesTest");
        assertThat(logged.get(0).getThrowableProxy().getMessage()).contains("1234");
    }

    @Test
    void aClientsMistakeAndAClientsDepartureAreNotLogged() {
        List<ILoggingEvent> logged = Logged.by(() -> {
            get(request -> Signal.notFound());
            client(App.builder().route("GET", "/", request -> Response.text("hello")))
                    .leavingAfter(1)
                    .send(TestRequest.get("/"));
            client(App.builder().route("GET", "/", request -> Response.stream("text/plain", out -> out.write('a'))))
                    .leavingAfter(0)
                    .send(TestRequest.get("/"));
        });
        assertThat(logged).isEmpty();
    }

    @Test
    void aResponseThatBreaksOffIsLogged() {
        List<ILoggingEvent> logged = Logged.by(() -> get(request -> Response.stream("text/plain", out -> {
            out.write('a');
            throw new IllegalStateException("out of tea");
        })));
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getFormattedMessage()).isEqualTo("The response to GET / broke off");
    }

    @Test
    void aHandlerThatReturnsNullIsAFailureThatSaysSo() {
        AppResponse response = get(request -> null);
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.error())
                .hasValueSatisfying(error -> assertThat(error)
                        .hasMessage("The code for GET / returned null; return a Response or a Signal"));
    }
}
