package dev.after4j.server;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.App;
import dev.after4j.app.Response;
import dev.after4j.app.RouteHandler;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client's mistake, or its malice, is a status from 400 to 499: never a 500, never a look inside, never a scope left open. */
class HostileRequestsTest {
    private static final String HOST = "Host: a\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final AtomicInteger smuggled = new AtomicInteger();
    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        RouteHandler reading = request -> {
            after(() -> {});
            request.cookies().names();
            return switch (request.path()) {
                case "/smuggled" -> {
                    smuggled.incrementAndGet();
                    yield Response.text("smuggled");
                }
                case "/json" -> Response.json(request.json(Object.class));
                case "/form" -> Response.text(request.form().text("a").orElse(""));
                default -> Response.text(request.query("q").orElse("") + request.text());
            };
        };
        App app = App.builder().assets("/assets").route("/{path...}", reading).build();
        server = AfterServer.of(app).start("--port=0");
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        assertThat(send("GET / HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"))
                .startsWith(OK);
        server.stop();
        assertThat(server.runtime().pending()).isZero();
        assertThat(smuggled).hasValue(0);
    }

    private String send(String request) throws IOException {
        return RawClient.exchange(server.port(), request);
    }

    /** One refusal and the end of the connection, whatever was sent behind it. */
    private void assertClosed(int status, String request) throws IOException {
        String response = send(request);
        assertThat(response)
                .as(visible(request))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Connection: close")
                .doesNotContain("Exception", "\tat ", "etty", "Server:");
        assertThat(response.indexOf("HTTP/1.1 ", 1)).as("a second response").isNegative();
    }

    private static String visible(String request) {
        String escaped = request.replace("\r", "\\r").replace("\n", "\\n");
        return escaped.substring(0, Math.min(300, escaped.length()));
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/%",
                "/%4",
                "/%00",
                "/a%0d%0aSet-Cookie:%20a=b",
                "/..%2f..%2fetc/passwd",
                "/../etc/passwd",
                "/%2e%2e/etc/passwd",
                "/a/../../etc/passwd",
                "/..;/etc/passwd",
                "/a//b",
                "/a%2fb",
                "/a%5cb",
                "/\\..\\etc",
                "/%c0%af",
                "/%ff",
                "/%u0041",
                "*",
                "etc/passwd",
                "http://[::1",
                "//",
                "/?q=%zz",
                "/?q=%"
            })
    void pathsThatCouldBeReadInTwoWays(String target) throws Exception {
        assertClosed(400, get(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GET /\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX Y: z\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n: z\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
                "G\u0000T / HTTP/1.1\r\nHost: a\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"
            })
    void linesThatAreNoHttp(String request) throws Exception {
        String response = send(request);
        assertThat(response)
                .as(visible(request))
                .matches("(?s)HTTP/1.1 (400|505) .*")
                .contains("Connection: close")
                .doesNotContain("Exception", "\tat ", "etty");
    }

    @Test
    void headsThatAreTooLarge() throws Exception {
        assertClosed(431, "GET / HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(20_000) + "\r\n\r\n");
        assertClosed(431, "GET / HTTP/1.1\r\n" + HOST + "X: y\r\n".repeat(5_000) + "\r\n");
        assertClosed(414, get("/" + "a".repeat(20_000)));
    }

    @Test
    void smuggling() throws Exception {
        String hidden = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n";
        String post = "POST / HTTP/1.1\r\n" + HOST;
        String chunks = "0\r\n\r\n" + hidden;
        assertClosed(400, post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
        assertClosed(400, post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + chunks);
        assertClosed(400, post + "Content-Length: 0\r\nContent-Length: " + hidden.length() + "\r\n\r\n" + hidden);
        assertClosed(400, post + "Content-Length: 0, 5\r\n\r\n" + hidden);
        assertClosed(400, post + "Content-Length: +0\r\n\r\n" + hidden);
        assertClosed(400, post + "Content-Length: -1\r\n\r\n" + hidden);
        assertClosed(400, post + "Content-Length: 0x5\r\n\r\n" + hidden);
        assertClosed(400, post + "Content-Length : 5\r\n\r\n" + hidden);
        assertClosed(400, post + "Content-Length: 99999999999999999999\r\n\r\n" + hidden);
        assertClosed(400, post + "Transfer-Encoding: chunked, identity\r\n\r\n" + chunks);
        assertClosed(400, post + "Transfer-Encoding: xchunked\r\n\r\n" + chunks);
        assertClosed(400, post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
        assertClosed(400, post + "Transfer-Encoding:\u000bchunked\r\n\r\n" + chunks);
        assertClosed(400, post + " Transfer-Encoding: chunked\r\n\r\n" + chunks);
        assertClosed(400, post + "X: y\r\n folded: z\r\n\r\n" + hidden);
        assertClosed(400, post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + hidden);
        assertClosed(400, post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n" + hidden);
        assertClosed(400, post + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcdefgh\r\n" + hidden);
        assertClosed(400, post + "Transfer-Encoding: chunked\r\n\r\n5;\n x\r\nhello\r\n" + hidden);
        assertClosed(400, post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n" + hidden);
    }

    @Test
    void loneLineFeeds() throws Exception {
        String response = send("GET / HTTP/1.1\nHost: a\nConnection: close\n\n");
        assertThat(response).matches("(?s)HTTP/1.1 (200|400) .*");
        assertThat(response.indexOf("HTTP/1.1 ", 1)).isNegative();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=",
                ";;;",
                "a=\"b",
                "a=b; a=c; =d",
                "\u0001=\u0002",
                "$Version=1; a=b; $Path=/",
                "a",
                "a=\u00e9",
                "a=b,c=d"
            })
    void cookiesThatAreNone(String cookie) throws Exception {
        String response = send("GET / HTTP/1.1\r\n" + HOST + "Cookie: " + cookie + "\r\nConnection: close\r\n\r\n");
        assertThat(response)
                .as(visible(cookie))
                .matches("(?s)HTTP/1.1 (200|400) .*")
                .doesNotContain("Exception");
    }

    private int post(String path, String type, String body) throws Exception {
        String response = send("POST " + path + " HTTP/1.1\r\n" + HOST + "Content-Type: " + type
                + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);
        assertThat(response).doesNotContain("Exception", "\tat ");
        return Integer.parseInt(response.substring(9, 12));
    }

    @Test
    void bodiesThatAreNotWhatTheySay() throws Exception {
        assertThat(post("/json", "application/json", "{")).isEqualTo(400);
        assertThat(post("/json", "text/plain", "{}")).isEqualTo(415);
        assertThat(post("/json", "application/json", "[".repeat(100_000))).isEqualTo(400);
        assertThat(post("/form", "application/json", "{}")).isEqualTo(415);
        assertThat(post("/form", "application/x-www-form-urlencoded", "a=%zz")).isEqualTo(400);
        assertThat(post("/form", "multipart/form-data", "x")).isEqualTo(400);
        assertThat(post("/form", "multipart/form-data; boundary=", "x")).isEqualTo(400);
        assertThat(post(
                        "/form",
                        "multipart/form-data; boundary=x",
                        "--x\r\nContent-Disposition: nonsense\r\n\r\n\r\n--x--"))
                .isEqualTo(400);
        assertThat(post(
                        "/form",
                        "multipart/form-data; boundary=x",
                        "--x\r\n" + "X: y\r\n".repeat(10_000) + "\r\n\r\n--x--"))
                .isEqualTo(400);
        assertThat(post("/", "text/plain; charset=klingon", "x")).isEqualTo(415);
        assertThat(post("/", "\u00e9/\u0001", "x")).isBetween(200, 499);
    }

    @Test
    void compressedBodiesAreTakenForWhatTheyAre() throws Exception {
        String response = send("POST / HTTP/1.1\r\n" + HOST
                + "Content-Encoding: gzip\r\nContent-Length: 8\r\nConnection: close\r\n\r\nno gzip!");
        assertThat(response).matches("(?s)HTTP/1.1 (200|4..) .*").doesNotContain("Exception");
    }

    @Test
    void aBodyThatEndsTooEarly() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 50\r\n\r\ncut off");
            client.endOutput();
            assertThat(client.readAll()).matches("(?s)(HTTP/1.1 400 .*)?").doesNotContain("Exception");
        }
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 50\r\n\r\ncut off");
            client.reset();
        }
    }

    @Test
    void methodsThatNobodyKnows() throws Exception {
        assertThat(send("BREW / HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"))
                .startsWith(OK);
        assertClosed(405, "TRACE / HTTP/1.1\r\n" + HOST + "Connection: close\r\nX: secret\r\n\r\n");
        try (RawClient client = new RawClient(server.port())) {
            client.send("CONNECT a:80 HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 405 ");
        }
    }
}
