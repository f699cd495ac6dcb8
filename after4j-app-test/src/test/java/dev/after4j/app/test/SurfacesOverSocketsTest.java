package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.app.CurrentResponse.responseCookies;
import static dev.after4j.app.CurrentResponse.responseHeaders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.Outcome;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.Result;
import dev.after4j.app.test.Matrix.Way;
import dev.after4j.server.AfterServer;
import dev.after4j.server.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link SurfacesTest} shows, once more from outside: on the server, by a client of another make. */
@Timeout(60)
class SurfacesOverSocketsTest {
    private static final int LARGE = 20_000_000;
    private static final Map<Where, RunningServer> SERVERS = new EnumMap<>(Where.class);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What the code at a place does next; requests come one after the other. */
    private static volatile Where.Code next;

    private final LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

    @BeforeAll
    static void start() throws IOException {
        for (Where where : Where.values())
            SERVERS.put(
                    where, AfterServer.of(where.app(() -> next.run()).build()).start("--port=0"));
    }

    @AfterAll
    static void stop() {
        SERVERS.values().parallelStream().forEach(RunningServer::stop);
    }

    @ParameterizedTest(name = "{0} {1} thrown: {2} is {3}")
    @MethodSource("dev.after4j.app.test.Matrix#cells")
    void r07_theResponseIsTheWaysAndTheTasksOfBeforeRunAndSeeIt(Where where, Way way, boolean thrown, String cell)
            throws Exception {
        boolean isBroken = cell.endsWith("!");
        int status = Integer.parseInt(cell.replace("!", ""));
        CountDownLatch read = new CountDownLatch(1);
        next = () -> run(where, way, thrown, read);

        HttpResponse<InputStream> response = CLIENT.send(request(where), BodyHandlers.ofInputStream());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean broke = !readWhole(response.body(), body);
        read.countDown(); // until now the task was held

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(broke).isEqualTo(isBroken);
        assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo(Matrix.body(where, way, status));
        assertThat(response.headers().firstValue("location").orElse("none"))
                .isEqualTo(status / 100 == 3 ? "/there" : "none");
        assertThat(response.headers().firstValue("x-frame-options")).contains("SAMEORIGIN");
        if (where.setsHeaders()) {
            assertThat(response.headers().firstValue("x-early")).contains("set");
            assertThat(response.headers().firstValue("set-cookie"))
                    .contains("early=baked; Path=/; HttpOnly; SameSite=Lax");
        }
        Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
        assertThat(outcome.kind()).isEqualTo(isBroken ? Outcome.Kind.FAILED : Outcome.Kind.COMPLETED);
        assertThat(outcome.status()).hasValue(status);
        boolean isFailure = way == Way.EXCEPTION || isBroken || (where == Where.ERROR && way != Way.NORMAL);
        assertThat(outcome.error().isPresent()).isEqualTo(isFailure);
        if (way == Way.EXCEPTION)
            assertThat(outcome.error()).get().hasToString("java.lang.IllegalStateException: a secret");
    }

    private Result run(Where where, Way way, boolean thrown, CountDownLatch read) {
        after(() -> {
            read.await();
            outcomes.add(After.outcome());
        });
        if (where.setsHeaders()) {
            responseHeaders().set("x-early", "set");
            responseCookies().set(ResponseCookie.of("early", "baked"));
        }
        return way.take(thrown);
    }

    private static HttpRequest request(Where where) {
        URI address = SERVERS.get(where).address().resolve(where.target());
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("sec-fetch-site", "same-origin")
                .header("accept", Where.ACCEPT);
        if (!where.isForm()) return request.build();
        return request.header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("text=sent"))
                .build();
    }

    private static boolean readWhole(InputStream body, ByteArrayOutputStream into) {
        try (body) {
            for (int one = body.read(); one >= 0; one = body.read()) into.write(one);
            return true;
        } catch (IOException brokenOff) {
            return false;
        }
    }

    /** Where the code makes the response; what writers do then, the conformance suite shows. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STREAM", "BEGUN"})
    void r07_theClientIsGone(Where where) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        next = () -> {
            after(() -> outcomes.add(After.outcome()));
            asked.countDown();
            left.await();
            return Response.bytes("text/plain", new byte[LARGE]);
        };
        try (Socket client = new Socket("127.0.0.1", SERVERS.get(where).port())) {
            client.getOutputStream().write(where.raw(LARGE).getBytes(StandardCharsets.US_ASCII));
            asked.await();
            client.setSoLinger(true, 0); // leaves by a reset
        }
        left.countDown();
        Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ABORTED);
        assertThat(outcome.error()).isEmpty();
    }
}
