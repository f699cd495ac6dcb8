package dev.after4j.server;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.Outcome;
import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.Part;
import dev.after4j.app.Response;
import dev.after4j.app.RouteHandler;
import dev.after4j.app.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and responses of an application, over sockets. */
class ExchangeTest {
    private RunningServer server;

    private void serve(RouteHandler handler, String... args) throws IOException {
        App app = App.builder().maxBody(100_000).route("/{path...}", handler).build();
        serve(app, args);
    }

    private void serve(App app, String... args) throws IOException {
        String[] all = new String[args.length + 1];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--port=0";
        server = AfterServer.of(app).start(all);
    }

    @AfterEach
    void stop() {
        server.stop();
        assertThat(server.runtime().pending()).isZero();
    }

    @Test
    void showsTheRequestAsItWasSent() throws Exception {
        serve(request -> Response.text(String.join(
                "|",
                request.method(),
                request.path(),
                request.query("q").orElse(""),
                request.header("X-One").orElse(""),
                request.origin(),
                request.remoteAddress().orElse(""),
                request.text())));
        HttpResponse<String> response = Clients.send(Clients.to(server, "/a%20b/%C3%A9;v=1?q=1%262")
                .header("x-one", "first")
                .method("PATCH", BodyPublishers.ofString("the body")));
        assertThat(response.body())
                .isEqualTo("PATCH|/a%20b/%C3%A9;v=1|1&2|first|" + server.address() + "|127.0.0.1|the body");
    }

    @Test
    void whoHasACompressedPageIsToldSoByItsTag() throws Exception {
        App app = App.builder()
                .page("/kept", request -> Html.text("tea ".repeat(1_000)))
                .route("GET", "/made", request -> {
                    Response made = Response.text("tea ".repeat(1_000)).header("ETag", "\"v1\"");
                    return request.header("if-none-match")
                                    .filter("\"v1\""::equals)
                                    .isPresent()
                            ? made.status(304)
                            : made;
                })
                .build();
        serve(app);
        for (String path : List.of("/kept", "/made")) {
            HttpResponse<String> whole = Clients.send(Clients.to(server, path).header("accept-encoding", "gzip"));
            assertThat(whole.headers().firstValue("content-encoding")).hasValue("gzip");
            List<String> tag = whole.headers().allValues("etag");
            HttpResponse<String> known = Clients.send(
                    Clients.to(server, path).header("accept-encoding", "gzip").header("if-none-match", tag.get(0)));
            assertThat(known.statusCode()).as(path).isEqualTo(304);
            if (path.equals("/kept"))
                assertThat(known.headers().allValues("etag")).isEqualTo(tag);
        }
    }

    @Test
    void theOriginIsThatOfTheHostHeaderWithoutTheUsualPort() throws Exception {
        serve(request -> Response.text(request.origin()));
        assertThat(raw("GET / HTTP/1.1\r\nHost: Example.org:80\r\nConnection: close\r\n\r\n"))
                .endsWith("http://example.org");
        assertThat(raw("GET / HTTP/1.1\r\nHost: example.org:8443\r\nConnection: close\r\n\r\n"))
                .endsWith("http://example.org:8443");
        assertThat(raw("GET / HTTP/1.1\r\nHost: [::1]:90\r\nConnection: close\r\n\r\n"))
                .endsWith("http://[::1]:90");
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).endsWith(server.address().toString());
    }

    @Test
    void forwardedHeadersCountOnlyWhereTheyAreSwitchedOn() throws Exception {
        RouteHandler where = request ->
                Response.text(request.origin() + " " + request.remoteAddress().orElse(""));
        String[] sent = {"X-Forwarded-Proto", "https", "X-Forwarded-Host", "example.org", "X-Forwarded-For", "192.0.2.7"
        };
        serve(where);
        assertThat(Clients.get(server, "/", sent).body()).isEqualTo(server.address() + " 127.0.0.1");
        server.stop();
        serve(where, "--forwarded=on");
        assertThat(Clients.get(server, "/", sent).body()).isEqualTo("https://example.org 192.0.2.7");
    }

    @Test
    void headIsAnsweredWithoutABody() throws Exception {
        serve(request -> request.path().equals("/stream")
                ? Response.stream("text/plain", out -> out.write(1))
                : Response.text("12345"));
        String both =
                raw("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nHEAD /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(both).containsOnlyOnce("Content-Length: 5\r\n").endsWith("\r\n\r\n");
        assertThat(both.split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }

    @Test
    void responsesWithoutABodyHaveNone() throws Exception {
        serve(request -> request.path().equals("/304") ? Response.text("x").status(304) : Response.empty());
        String both = raw("GET /304 HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(both)
                .startsWith("HTTP/1.1 304 Not Modified\r\n")
                .contains("\r\n\r\nHTTP/1.1 204 No Content\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void theServerSaysNothingOfItself() throws Exception {
        serve(request -> Response.text("x"));
        assertThat(Clients.get(server, "/").headers().map()).doesNotContainKeys("server", "x-powered-by");
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n")).doesNotContain("Server:", "Powered", "etty");
    }

    @Test
    void aBodyMayBeExpectedToBeAskedFor() throws Exception {
        serve(request -> Response.text(request.text()));
        assertThat(Clients.send(Clients.to(server, "/").expectContinue(true).POST(BodyPublishers.ofString("sent")))
                        .body())
                .isEqualTo("sent");
    }

    @Test
    void aBodyThatIsTooLongIs413WhetherItsLengthIsKnownOrNot() throws Exception {
        serve(request -> Response.text(request.text()));
        byte[] large = new byte[100_001];
        assertThat(Clients.send(Clients.to(server, "/").POST(BodyPublishers.ofByteArray(large)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(Clients.send(Clients.to(server, "/")
                                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void http2IsSpokenOnTheSamePort() throws Exception {
        serve(request -> Response.text(request.text() + " over "
                + request.unwrap(org.eclipse.jetty.server.Request.class)
                        .orElseThrow()
                        .getConnectionMetaData()
                        .getHttpVersion()));
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        // the first request asks for an upgrade, which one with a body does not get
        client.send(Clients.to(server, "/").build(), BodyHandlers.ofString());
        HttpResponse<String> second = client.send(
                Clients.to(server, "/").POST(BodyPublishers.ofString("sent")).build(), BodyHandlers.ofString());
        assertThat(second.body()).isEqualTo("sent over HTTP/2.0");
        assertThat(second.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    void r14_theRequestIsGivenOutByItsTypeOnly() throws Exception {
        serve(request -> Response.text(request.unwrap(String.class).isEmpty() + " "
                + request.unwrap(org.eclipse.jetty.server.Request.class)
                        .orElseThrow()
                        .getMethod()));
        assertThat(Clients.get(server, "/").body()).isEqualTo("true GET");
    }

    @Test
    void partsOfAFormComeFromMemoryOrFilesAndTheFilesGo() throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        long before = multiPartFiles(temporary);
        CompletableFuture<Long> during = new CompletableFuture<>();
        App app = App.builder()
                .route("POST", "/", request -> {
                    Part small = request.form().file("small").orElseThrow();
                    Part large = request.form().file("large").orElseThrow();
                    during.complete(multiPartFiles(temporary));
                    return Response.text(String.join(
                            "|",
                            request.form().text("who").orElseThrow(),
                            small.fileName().orElseThrow(),
                            small.contentType().orElseThrow(),
                            read(small),
                            String.valueOf(large.size()),
                            String.valueOf(read(large).length())));
                })
                .build();
        serve(app);
        String body = part("who", null, "Ada Lovelac\u00e9")
                + part("small", "a.txt", "one")
                + part("large", "../b.txt", "x".repeat(200_000))
                + "--limit--\r\n";
        HttpResponse<String> response = Clients.send(Clients.to(server, "/")
                .header("content-type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofString(body)));
        assertThat(response.body()).isEqualTo("Ada Lovelac\u00e9|a.txt|text/plain|one|200000|200000");
        assertThat(during.get()).isEqualTo(before + 1);
        server.stop();
        assertThat(multiPartFiles(temporary)).isEqualTo(before);
    }

    private static String part(String name, String file, String content) {
        return "--limit\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (file == null ? "" : "; filename=\"" + file + "\"\r\nContent-Type: text/plain") + "\r\n\r\n" + content
                + "\r\n";
    }

    private static String read(Part part) throws IOException {
        try (var in = part.open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static long multiPartFiles(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("MultiPart"))
                    .count();
        }
    }

    @Test
    void partsThatAreTooLongOrNotWellFormedAreTheClientsMistake() throws Exception {
        serve(request -> Response.text(request.form().text("who").orElse("nobody")));
        assertThat(multipart("limit", part("who", null, "x".repeat(100_000)) + "--limit--\r\n"))
                .isEqualTo(413);
        assertThat(multipart("limit", part("who", "x", "x".repeat(100_000)) + "--limit--\r\n"))
                .isEqualTo(413);
        assertThat(multipart("limit", "--limit\r\nnonsense")).isEqualTo(400);
        assertThat(multipart("limit", "")).isEqualTo(400);
        assertThat(multipart("other", part("who", null, "x") + "--limit--\r\n")).isEqualTo(400);
        assertThat(multipart("", part("who", null, "x"))).isEqualTo(400);
        assertThat(multipart("limit", part("who", null, "x").repeat(1_001) + "--limit--\r\n"))
                .isEqualTo(400);
        assertThat(multipart("limit", part("who", null, "Ada") + "--limit--\r\n"))
                .isEqualTo(200);
    }

    private int multipart(String boundary, String body) throws Exception {
        return Clients.send(Clients.to(server, "/")
                        .header("content-type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    @Test
    void r05_aWholeResponseHoldsNoThreadWhileItsClientDoesNotRead() throws Exception {
        CountDownLatch returned = new CountDownLatch(1);
        CountDownLatch task = new CountDownLatch(1);
        byte[] large = new byte[50_000_000];
        App app = App.builder()
                .proxy(request -> {
                    after(task::countDown);
                    return dev.after4j.app.Forward.next();
                })
                .route("GET", "/", request -> Response.bytes("application/octet-stream", large))
                .build();
        serve(app);
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            String head = client.readHead();
            assertThat(head).contains("Content-Length: 50000000");
            assertThat(task.getCount()).isEqualTo(1);
            assertThat(client.read(50_000_000)).hasSize(50_000_000);
            assertThat(task.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatIsFlushedArrivesBeforeTheEnd() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        serve(request -> Response.events(events -> {
            events.send("one");
            seen.await();
            events.send("two");
        }));
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
            assertThat(client.readHead())
                    .contains("text/event-stream", "Transfer-Encoding: chunked")
                    .doesNotContain("gzip");
            assertThat(client.read(14)).isEqualTo("B\r\ndata: one\n\n");
            seen.countDown();
            assertThat(client.read(23)).isEqualTo("\r\nB\r\ndata: two\n\n\r\n0\r\n\r\n");
        }
    }

    @Test
    void whatIsFlushedArrivesBeforeTheEndOfWhatIsCompressed() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        CompletableFuture<Boolean> inTime = new CompletableFuture<>();
        serve(request -> Response.stream("text/plain", out -> {
            out.write("one".getBytes(UTF_8));
            out.flush();
            inTime.complete(seen.await(8, TimeUnit.SECONDS));
        }));
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(
                        Clients.to(server, "/")
                                .header("accept-encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
        try (InputStream text = new GZIPInputStream(response.body())) {
            assertThat(text.readNBytes(3)).asString().isEqualTo("one");
            seen.countDown();
            assertThat(text.read()).isNegative();
        }
        assertThat(inTime.get()).isTrue();
    }

    @Test
    void headOfAStreamHasNoLength() throws Exception {
        serve(request -> Response.stream("text/plain", out -> out.write(1)));
        assertThat(raw("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .doesNotContain("Content-Length");
    }

    @Test
    void r13_aStreamThatBreaksOffIsSeenByTheClientAndByTasks() throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        serve(request -> {
            after(() -> outcome.complete(After.outcome()));
            return Response.stream("text/plain", out -> {
                out.write(new byte[100]);
                out.flush();
                throw new IOException("a disk that failed");
            });
        });
        String response = raw("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(response).startsWith("HTTP/1.1 200 OK").doesNotContain("disk", "\r\n0\r\n");
        Outcome ended = outcome.get(10, TimeUnit.SECONDS);
        assertThat(ended.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(ended.error()).get().hasToString("java.io.IOException: a disk that failed");
    }

    @Test
    void r13_anExceptionIsAnErrorPageForTheClientAndKnownToTasks() throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        serve(request -> {
            after(() -> outcome.complete(After.outcome()));
            throw new IllegalStateException("inside");
        });
        HttpResponse<String> response = Clients.get(server, "/");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("500 Internal Server Error\n");
        Outcome ended = outcome.get(10, TimeUnit.SECONDS);
        assertThat(ended.kind()).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(ended.error()).get().hasToString("java.lang.IllegalStateException: inside");
    }

    @Test
    void r07_aClientThatHasGoneIsAborted() throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        serve(request -> {
            after(() -> outcome.complete(After.outcome()));
            return Response.stream("text/plain", out -> {
                out.flush();
                begun.countDown();
                gone.await();
                for (int i = 0; i < 1_000; i++) out.write(new byte[100_000]);
            });
        });
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            begun.await();
            client.reset();
            gone.countDown();
            assertThat(outcome.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Outcome.Kind.ABORTED);
        }
    }

    @Test
    void tracesAreShownInDevToThisMachineOnlyAndNotThroughAProxy() throws Exception {
        RouteHandler failing = request -> {
            throw new IllegalStateException("inside");
        };
        serve(failing, "dev");
        assertThat(Clients.get(server, "/").body()).contains("IllegalStateException: inside", "at dev.after4j");
        assertThat(Clients.get(server, "/", "X-Forwarded-For", "192.0.2.7").body())
                .isEqualTo("500 Internal Server Error\n");
        assertThat(Clients.get(server, "/", "Forwarded", "for=192.0.2.7").body())
                .isEqualTo("500 Internal Server Error\n");
        assertThat(raw("GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"))
                .endsWith("500 Internal Server Error\n");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains("IllegalStateException: inside");
    }

    @Test
    void responsesAreCompressedForClientsThatAcceptIt() throws Exception {
        RouteHandler text = request -> Response.text("compressible ".repeat(1_000));
        serve(text);
        HttpResponse<byte[]> small = Clients.bytes(Clients.to(server, "/").header("accept-encoding", "gzip"));
        assertThat(small.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(small.headers().allValues("vary")).anyMatch(value -> value.equalsIgnoreCase("accept-encoding"));
        assertThat(new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(small.body())).readAllBytes())
                .hasSize(13_000);
        assertThat(Clients.get(server, "/").headers().firstValue("content-encoding"))
                .isEmpty();
        server.stop();
        serve(text, "--compression=off");
        assertThat(Clients.get(server, "/", "accept-encoding", "gzip").headers().firstValue("content-encoding"))
                .isEmpty();
    }

    @Test
    void aFileOfTheApplicationsIsSentWithItsType() throws Exception {
        Path file = Files.writeString(Files.createTempFile("page", ".html"), "<p>here</p>");
        serve(request -> Response.file(file));
        HttpResponse<String> response = Clients.get(server, "/");
        assertThat(response.body()).isEqualTo("<p>here</p>");
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
        assertThat(response.headers().firstValue("content-length")).contains("11");
        Files.delete(file);
    }

    @Test
    void signalsAndCookiesArriveAsTheApplicationMeansThem() throws Exception {
        App app = App.builder()
                .route("GET", "/to", request -> Signal.redirect("/there"))
                .route("GET", "/closed", request -> {
                    throw Signal.forbidden();
                })
                .route(
                        "GET",
                        "/there",
                        request -> Response.text("x")
                                .cookie(dev.after4j.app.ResponseCookie.of("a", "1"))
                                .cookie(dev.after4j.app.ResponseCookie.of("b", "2")))
                .build();
        serve(app);
        assertThat(Clients.get(server, "/to").headers().firstValue("location")).contains("/there");
        assertThat(Clients.get(server, "/closed").statusCode()).isEqualTo(403);
        assertThat(Clients.get(server, "/there").headers().allValues("set-cookie"))
                .hasSize(2);
    }

    private String raw(String request) throws IOException {
        return RawClient.exchange(server.port(), request);
    }
}
