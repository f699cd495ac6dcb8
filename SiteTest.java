package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.TaskEnd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The site from outside, over HTTP, with a mailer that waits until it is told to go on. */
@Timeout(60)
class SiteTest {
    private static final String TEA = "{\"item\":\"tea\",\"quantity\":2}";
    private static final String TEA_WITH_MAIL = "{\"item\":\"tea\",\"quantity\":2,\"mail\":\"ada@example.org\"}";

    private final CountDownLatch mayMail = new CountDownLatch(1);
    private final Ends ends = new Ends();

    @TempDir
    Path data = Path.of("set by JUnit");

    private Site site = null;
    private Visitor visitor = null;

    @BeforeEach
    void start() throws StartException {
        site = Site.start(new Settings(0, data), this::mail, ends);
        visitor = new Visitor(site.url());
    }

    @AfterEach
    void stop() {
        mayMail.countDown();
        site.stop();
    }

    private void mail(Order order, String address) throws IOException, InterruptedException {
        mayMail.await();
        if (address.contains("bounces")) throw new IOException("550 no such mailbox: " + address);
    }

    @Test
    void answersWhileItsMailWaits() throws Exception {
        HttpResponse<String> response = visitor.order(TEA_WITH_MAIL);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"success\"}");
        assertThat(ends.ofNote()).isEqualTo(TaskEnd.Kind.SUCCEEDED);
        assertThat(visitor.activity()).contains("Pending now: 1.").doesNotContain("<td data-label=\"Task\">mail</td>");

        mayMail.countDown();
        assertThat(ends.ofMail()).isEqualTo(TaskEnd.Kind.SUCCEEDED);
        assertThat(visitor.activity()).contains("<td data-label=\"Task\">mail</td>");
    }

    @Test
    void notesWhoOrderedAndWithWhat() throws Exception {
        visitor.order(TEA, "User-Agent", "Kettle/1.0", "Cookie", "theme=dark; session-id=s-42");

        assertThat(ends.ofNote()).isEqualTo(TaskEnd.Kind.SUCCEEDED);
        assertThat(visitor.activity()).contains(cell("Session", "s-42"), cell("User agent", "Kettle/1.0"));
    }

    @Test
    void notesDefaultsForThoseWhoSendNeither() throws Exception {
        assertThat(visitor.orderWithoutHeaders(TEA)).startsWith("HTTP/1.1 200 ");

        assertThat(ends.ofNote()).isEqualTo(TaskEnd.Kind.SUCCEEDED);
        assertThat(visitor.activity()).contains(cell("Session", "anonymous"), cell("User agent", "unknown"));
    }

    @Test
    void showsATaskThatFailed() throws Exception {
        mayMail.countDown();
        HttpResponse<String> response = visitor.order(TEA_WITH_MAIL.replace("ada", "bounces<i>"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ends.ofMail()).isEqualTo(TaskEnd.Kind.FAILED);
        assertThat(visitor.activity())
                .contains("class=\"bad\">FAILED</td>", "550 no such mailbox: bounces&lt;i&gt;@example.org");
    }

    @Test
    void escapesWhatVisitorsSend() throws Exception {
        String hostile = "<script>alert('x')</script>&\"";
        visitor.order(TEA, "User-Agent", hostile, "Cookie", "session-id=<b>s</b>");

        assertThat(ends.ofNote()).isEqualTo(TaskEnd.Kind.SUCCEEDED);
        assertThat(visitor.activity())
                .doesNotContain("<script", "<b>s")
                .contains(cell("User agent", "&lt;script&gt;alert('x')&lt;/script&gt;&amp;\""))
                .contains(cell("Session", "&lt;b&gt;s&lt;/b&gt;"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            ``                                        | line 1, column 1  | is empty
            hello                                     | line 1, column 1  | Unrecognized token 'hello'
            {"item":"tea",}                           | line 1, column 15 | was expecting double-quote
            {"item":"tea","item":"milk","quantity":1} | line 1, column 21 | Duplicate
            {"item":"tea","quantity":1} {}            | line 1, column 29 | Trailing token
            []                                        | line 1, column 1  | must be an object, but is ARRAY
            {"quantity":1}                            | item              | but is missing
            {"item":" ","quantity":1}                 | item              | text of 1 to 200 characters
            {"item":7,"quantity":1}                   | item              | but is 7
            {"item":"tea"}                            | quantity          | but is missing
            {"item":"tea","quantity":"two"}           | quantity          | whole number from 1 to 99
            {"item":"tea","quantity":1.5}             | quantity          | but is 1.5
            {"item":"tea","quantity":100}             | quantity          | but is 100
            {"item":"tea","quantity":99999999999}     | quantity          | but is 99999999999
            {"item":"tea","quantity":1,"mail":true}   | mail              | but is true
            {"item":"tea","quantity":1,"milk":2}      | milk              | no such field
            """)
    void saysWhatIsWrongWithAnOrder(String body, String at, String error) throws Exception {
        HttpResponse<String> response = visitor.order(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(response.body())
                .startsWith("{\"status\":\"error\",\"error\":\"")
                .contains(error.replace("\"", "\\\""))
                .endsWith("\"at\":\"" + at + "\"}");
        assertThat(visitor.activity()).contains("Nobody has ordered anything yet.");
    }

    @Test
    void refusesALargeBody() throws Exception {
        assertThat(visitor.order(TEA + " ".repeat(OrderRoute.MAX_BODY - TEA.length())).statusCode()).isEqualTo(200);

        HttpResponse<String> tooLarge = visitor.order(TEA + " ".repeat(OrderRoute.MAX_BODY - TEA.length() + 1));
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.body()).contains("The body must not be larger than 16384 bytes", "\"at\":\"/api/route\"");
    }

    @ParameterizedTest
    @CsvSource({"/nothing", "/activity/", "/api/route/7"})
    void hasNothingElsewhere(String path) throws Exception {
        HttpResponse<String> response = visitor.send("GET", path, "");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("There is nothing at this address");
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/route,POST", "PUT,/api/route,POST", "POST,/activity,'GET, HEAD'", "DELETE,/,'GET, HEAD'"})
    void refusesOtherMethods(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = visitor.send(method, path, "");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).hasValue(allowed);
    }

    @Test
    void saysAtHomeWhatToTry() throws Exception {
        HttpResponse<String> home = visitor.send("GET", "/", "");

        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("curl -i " + site.url() + "/api/route", "href=\"/activity\"");
        assertThat(visitor.send("HEAD", "/", "").body()).isEmpty();
    }

    @Test
    void stopsOnlyWhenItsTasksHaveEndedAndKeepsWhatTheyWrote() throws Exception {
        visitor.order(TEA_WITH_MAIL);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> site.stop());
        awaitRefusal();
        assertThat(stopped).isNotDone();
        mayMail.countDown();
        stopped.get(20, TimeUnit.SECONDS);

        start();
        assertThat(visitor.activity()).contains(cell("Session", "anonymous"), cell("Task", "mail")).doesNotContain("ABANDONED");
    }

    @Test
    void saysThatAPortIsTaken(@TempDir Path other) {
        int port = URI.create(site.url()).getPort();

        assertThatThrownBy(() -> Site.start(new Settings(port, other), this::mail))
                .isInstanceOf(StartException.class)
                .hasMessage("Cannot listen on 127.0.0.1:" + port + " (Address already in use); set PORT to a free one");
    }

    private void awaitRefusal() throws InterruptedException {
        try {
            while (true) visitor.send("GET", "/", "");
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private static String cell(String label, String text) {
        return "<td data-label=\"" + label + "\">" + text + "</td>";
    }
}
