package dev.after4j.app.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.Outcome;
import dev.after4j.app.App;
import dev.after4j.test.conformance.ServerUnderTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What an application does in every container, below the context path /shop. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MountRules {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=xx";

    final Site site = new Site();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private ServerUnderTest server;

    abstract ServerUnderTest start(App app) throws Exception;

    @BeforeAll
    void start() throws Exception {
        server = start(site.app());
    }

    @AfterAll
    void stop() throws Exception {
        server.stop();
    }

    @BeforeEach
    void nothingSeenYet() {
        site.seen.clear();
        site.outcomes.clear();
    }

    final String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    final HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(origin() + "/shop" + path)).header("user-agent", "Lynx");
    }

    final HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Of a post whose body the server need not read: the JDK's client may not see the answer then. */
    private String answerTo(String type, String body, String... headers) throws IOException {
        return answerTo("POST /shop/orders?action=place HTTP/1.1\r\nSec-Fetch-Site: same-origin\r\nContent-Type: "
                + type + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body);
    }

    /** Status and body. */
    final String answerTo(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String whole = request.replaceFirst("\r\n", "\r\nHost: x\r\nConnection: close\r\n");
            socket.getOutputStream().write(whole.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    final HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = to(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    final HttpRequest.Builder post(String path, String type, BodyPublisher body) {
        return to(path).header("origin", origin()).header("content-type", type).POST(body);
    }

    final HttpRequest.Builder postForm(String path, String fields) {
        return post(path, FORM, BodyPublishers.ofString(fields));
    }

    static String part(String disposition, String content) {
        return "--xx\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    final HttpRequest.Builder postParts(String parts) {
        return post("/orders?action=place", MULTIPART, BodyPublishers.ofString(parts));
    }

    final String nextSeen() throws InterruptedException {
        return site.seen.poll(20, TimeUnit.SECONDS);
    }

    final Outcome nextOutcome() throws InterruptedException {
        return site.outcomes.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void r14_aRouteBelowTheContextPath() throws Exception {
        HttpResponse<String> response = get("/hello/a%20b");
        assertThat(response.body()).isEqualTo("hello a b at /shop/ of " + origin());
        assertThat(response.headers().firstValue("x-frame-options")).hasValue("SAMEORIGIN");
        assertThat(response.headers().firstValue("x-proxy")).hasValue("was here");
        assertThat(response.headers().firstValue("content-length")).isPresent();
        assertThat(nextSeen()).isEqualTo("/hello/{name} Lynx");
    }

    @Test
    void actionsTakeUrlencodedForms() throws Exception {
        HttpResponse<String> response = send(postForm("/orders?action=place&item=query", "item=tea+%C3%BC&item=milk")
                .header("cookie", "session-id=s1"));
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("location")).hasValue("/shop/orders/7");
        assertThat(response.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("last-order=7")
                .contains("Path=/shop;");
        assertThat(nextSeen()).isEqualTo("tea ü,milk no photo s1");
    }

    @Test
    void actionsTakeFormsWithFiles() throws Exception {
        String parts = part("name=item", "tea") + part("name=photo; filename=\"t.png\"", "pixels") + "--xx--\r\n";
        assertThat(send(postParts(parts).header("cookie", "session-id=s2")).statusCode())
                .isEqualTo(303);
        assertThat(nextSeen()).isEqualTo("tea t.png:pixels s2");
    }

    @Test
    void formsThatAreTooLong() throws Exception {
        String much = "x".repeat(Site.MAX_BODY + 1);
        String length = "Content-Length: " + much.length();
        assertThat(answerTo(FORM, much, length)).contains("\r\n\r\nour 413");
        assertThat(answerTo(MULTIPART, much, length)).contains("\r\n\r\nour 413");
    }

    @Test
    void formsThatAreTooLongAndDoNotSaySo() throws Exception {
        String parts = part("name=item", "x".repeat(Site.MAX_BODY + 1)) + "--xx--\r\n";
        String chunk = Integer.toHexString(parts.length()) + "\r\n" + parts + "\r\n0\r\n\r\n";
        assertThat(answerTo(MULTIPART, chunk, "Transfer-Encoding: chunked")).contains("\r\n\r\nour 413");
    }

    @Test
    void formsThatAreNotWellFormed() throws Exception {
        assertThat(answerTo(MULTIPART, "--xx\r\n", "Content-Length: 6")).contains("\r\n\r\nour 400");
        assertThat(answerTo("multipart/form-data", "item", "Content-Length: 4")).contains("\r\n\r\nour 400");
    }

    @Test
    void assetsAreTheContainers() throws Exception {
        HttpResponse<String> whole = get("/assets/site.css");
        assertThat(whole.body()).isEqualTo("body { color: green }\n");
        assertThat(whole.headers().firstValue("content-type").orElseThrow()).startsWith("text/css");
        assertThat(whole.headers().allValues("x-frame-options")).containsExactly("SAMEORIGIN");
        assertThat(whole.headers().firstValue("x-proxy")).hasValue("was here");

        String modified = whole.headers().firstValue("last-modified").orElseThrow();
        HttpResponse<String> same = get("/assets/site.css", "if-modified-since", modified);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.headers().firstValue("x-proxy")).hasValue("was here");

        HttpResponse<String> piece = get("/assets/site.css", "range", "bytes=0-3");
        assertThat(piece.statusCode()).isEqualTo(206);
        assertThat(piece.body()).isEqualTo("body");
        assertThat(piece.headers().firstValue("x-proxy")).hasValue("was here");
    }

    @Test
    void aRewriteLeadsToAnAsset() throws Exception {
        assertThat(get("/style").body()).isEqualTo("body { color: green }\n");
    }

    @Test
    void anAssetThatIsNotThereIsTheApplicationsToAnswer() throws Exception {
        HttpResponse<String> response = get("/assets/none.css");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("our 404");
        assertThat(response.headers().allValues("x-proxy")).containsExactly("was here");
    }

    @Test
    void aDirectoryIsNoAsset() throws Exception {
        assertThat(get("/assets/more").statusCode()).isEqualTo(404);
    }

    @Test
    void sessionsAreTheContainers() throws Exception {
        assertThat(get("/visits").body()).isEqualTo("1 of this session");
        assertThat(get("/visits").body()).isEqualTo("2 of this session");
    }

    @Test
    void r11_tasksOfTheProxyRunAfterTheWholeResponse() throws Exception {
        assertThat(get("/assets/site.css?proxied").statusCode()).isEqualTo(200);
        assertThat(nextOutcome()).hasToString("COMPLETED 200");
        assertThat(nextSeen()).isEqualTo("proxy nobody nobody");
    }

    @Test
    void r13_anErrorThatTheApplicationHasAnsweredIsKnownToItsTasks() throws Exception {
        HttpResponse<String> response = get("/fails");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("our 500");
        Outcome outcome = nextOutcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(outcome.status()).hasValue(500);
        assertThat(outcome.error()).containsSame(Site.OUT_OF_STOCK);
    }

    @Test
    void r13_anErrorThatIsAnsweredWithoutABodyHasNoErrorPageOfTheContainer() throws Exception {
        HttpResponse<String> response = get("/fails/quietly");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("x-proxy")).hasValue("was here");
        assertThat(nextOutcome().error()).containsSame(Site.OUT_OF_STOCK);
    }

    @Test
    void r07_aResponseThatBreaksOffHasNoEndAndNoErrorPage() throws Exception {
        String all = answerTo("GET /shop/breaks HTTP/1.1\r\n\r\n");
        assertThat(all).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
        assertThat(all.strip()).endsWith("half");
        Outcome outcome = nextOutcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.error()).containsSame(Site.OUT_OF_STOCK);
    }

    @Test
    void r07_aClientThatLeaves() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write("GET /shop/endless HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            assertThat(socket.getInputStream().read()).isPositive();
            socket.setSoLinger(true, 0);
        }
        assertThat(nextOutcome().kind()).isEqualTo(Outcome.Kind.ABORTED);
    }

    @Test
    void r05_eventsAreSentOneByOneAndHoldTheTasks() throws Exception {
        site.next = new CountDownLatch(1);
        HttpResponse<Stream<String>> events = client.send(to("/ticks").build(), BodyHandlers.ofLines());
        Iterator<String> lines = events.body().iterator();
        assertThat(lines.next()).isEqualTo("data: one");
        assertThat(lines.next()).isEmpty();
        site.next.countDown();
        assertThat(lines.next()).isEqualTo("data: two");
        assertThat(nextSeen()).isEqualTo("last tick");
        assertThat(nextSeen()).isEqualTo("all ticks");
    }
}
