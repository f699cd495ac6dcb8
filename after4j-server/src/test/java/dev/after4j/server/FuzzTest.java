package dev.after4j.server;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.app.App;
import dev.after4j.app.Forward;
import dev.after4j.app.Response;
import dev.after4j.app.Signal;
import dev.after4j.request.CurrentRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever clients send: never an error of the server's, and each registration has its end. */
class FuzzTest {
    private static final long SEED = 20261128;
    private static final int REQUESTS = 10_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    private final Map<Integer, Integer> statuses = new TreeMap<>();

    private static App app() {
        return App.builder()
                .proxy(request -> {
                    after(() -> {
                        CurrentRequest.headers().asMap();
                        after(() -> CurrentRequest.cookies().names());
                    });
                    return Forward.next();
                })
                .assets("/assets")
                .route("/", request -> Response.text(request.query("q").orElse("") + request.text()))
                .route(
                        "GET",
                        "/stream",
                        request -> Response.stream("text/plain", out -> {
                            out.write(1);
                            out.flush();
                            out.write(new byte[10_000]);
                        }))
                .route("/large", request -> Response.bytes("text/plain", new byte[200_000]))
                .route("/json", request -> Response.json(request.json(Object.class)))
                .action("/form", "act", form -> {
                    form.as(Fields.class);
                    return Signal.redirect("/");
                })
                .build();
    }

    record Fields(String a, int b) {}

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void r08_tenThousandRandomRequestsAreNeverAnErrorOfTheServersAndLeaveNothingOpen() throws Exception {
        System.out.println("FuzzTest: seed " + SEED);
        RunningServer server = AfterServer.of(app()).start("--port=0", "--forwarded=on");
        new Fuzzer(SEED, server.port(), this::check).send(REQUESTS);
        System.out.println("FuzzTest: " + statuses);
        assertThat(RawClient.exchange(server.port(), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK");
        server.stop();
        AfterRuntime runtime = server.runtime();
        assertThat(runtime.pending()).isZero();
        assertThat(Stream.of(TaskEnd.Kind.values()).mapToLong(runtime::ended).sum())
                .isEqualTo(runtime.registered())
                .isGreaterThan(REQUESTS / 4);
        assertThat(runtime.ended(TaskEnd.Kind.ABANDONED)).isZero();
        assertThat(runtime.ended(TaskEnd.Kind.FAILED)).isZero();
        assertThat(statuses).containsKeys(200, 400, 403, 404, 405, 414, 415, 431);
    }

    private void check(String responses) {
        Matcher heads = STATUS.matcher(responses);
        while (heads.find()) {
            int status = Integer.parseInt(heads.group(1));
            statuses.merge(status, 1, Integer::sum);
            if (status >= 500) assertThat(status).as(responses).isEqualTo(505);
        }
        assertThat(responses).doesNotContain("Exception", "\tat ", "a secret");
    }
}
