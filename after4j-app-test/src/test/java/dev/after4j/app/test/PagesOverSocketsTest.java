package dev.after4j.app.test;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.Outcome;
import dev.after4j.app.test.ErrorMatrix.Cell;
import dev.after4j.app.test.Matrix.Way;
import dev.after4j.app.test.Site.Part;
import dev.after4j.server.AfterServer;
import dev.after4j.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages and error pages from outside: on the server, by a client of another make. */
@Timeout(60)
class PagesOverSocketsTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What the parts of the site do next; requests come one after the other. */
    private static volatile Site.Code next;

    private static RunningServer server;

    private final LinkedBlockingQueue<Ran> ran = new LinkedBlockingQueue<>();

    private record Ran(Part part, Outcome outcome) {}

    @BeforeAll
    static void start() throws IOException {
        server = AfterServer.of(ErrorMatrix.site(part -> next.at(part))).start("--port=0");
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static HttpRequest.Builder request(RunningServer to, String path) {
        return HttpRequest.newBuilder(to.address().resolve(path)).header("accept", Where.ACCEPT);
    }

    @ParameterizedTest
    @MethodSource("dev.after4j.app.test.ErrorMatrix#cells")
    void r07_whatFailsIsReplacedAndTheTasksOfBothRunOnce(Cell cell) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        next = ErrorMatrix.failing(
                cell,
                part -> after(() -> {
                    read.await();
                    ran.add(new Ran(part, After.outcome()));
                }));
        HttpResponse<String> response = CLIENT.send(request(server, "/here").build(), BodyHandlers.ofString());
        read.countDown(); // until now the tasks were held
        assertThat(response.statusCode()).isEqualTo(cell.status());
        assertThat(response.body()).isEqualTo(cell.body());
        assertThat(response.headers().firstValue("location").isPresent()).isEqualTo(cell.status() < 400);

        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < cell.ran().size(); i++) {
            Ran one = ran.poll(10, TimeUnit.SECONDS);
            parts.add(one.part);
            assertThat(one.outcome.kind()).isEqualTo(Outcome.Kind.COMPLETED);
            assertThat(one.outcome.status()).hasValue(cell.status());
            assertThat(one.outcome.error().map(Throwable::toString).orElse("none"))
                    .isEqualTo(cell.way() == Way.EXCEPTION ? "java.lang.IllegalStateException: a secret" : "none");
        }
        assertThat(parts).containsExactlyInAnyOrderElementsOf(cell.ran());
    }

    @Test
    void r05_headHasTheHeadersAndTheTasksOfThePage() throws Exception {
        next = part -> after(() -> ran.add(new Ran(part, After.outcome())));
        HttpRequest head = request(server, "/here")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = CLIENT.send(head, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValueAsLong("content-length")).hasValue("[(hello)]".length());
        assertThat(response.body()).isEmpty();
        for (Part part = Part.ROOT_METADATA; part != Part.ERROR_METADATA; part = Part.values()[part.ordinal() + 1])
            assertThat(ran.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(ran).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PAGE      | In the page /here (Site$Shown)",
                "COMPONENT | In the page /here (Site$Shown), Site$Component",
                "NESTED    | In the layout /here (Site$Around)",
                "METADATA  | In the metadata of the page /here (Site$Shown)",
            })
    void inDevWhoWritesThePageSeesWhereItFailed(Part failing, String where) throws Exception {
        Site.Code code = part -> {
            if (part == failing) throw new IllegalStateException("out of tea");
        };
        RunningServer dev = AfterServer.of(ErrorMatrix.site(code)).start("dev", "--port=0");
        try {
            HttpResponse<String> response = CLIENT.send(request(dev, "/here").build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body())
                    .contains(where + "\n", "java.lang.IllegalStateException: out of tea", "PagesOverSocketsTest.java");
            HttpResponse<String> missing = CLIENT.send(request(dev, "/nothing").build(), BodyHandlers.ofString());
            assertThat(missing.body()).isEqualTo("[outer]");
        } finally {
            dev.stop();
        }
    }
}
