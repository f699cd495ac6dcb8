package dev.after4j.test.conformance;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R05, the first way: while a task is held at its first statement, a client can read the complete response. */
abstract class FinishRules extends RegisteringRules {
    static final Duration LONG = Duration.ofSeconds(60);

    /** Requests what {@code handler} serves, reads all of it while the handler's task is held, and looks at its outcome. */
    final byte[] delivers(String name, String method, Map<String, String> headers, int status, Application handler)
            throws Exception {
        HeldTask task = hold(name);
        String path = at(name, exchange -> {
            after(named(name), task);
            handler.handle(exchange);
        });
        Reply reply = connect().send(method, path, headers);
        assertThat(reply.status()).as("the status that the client received").isEqualTo(status);
        byte[] body = reply.body();
        Outcome outcome = task.awaitStart();
        assertThat(outcome.kind()).as("the outcome of %s", outcome).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(outcome.status()).as("the status in the outcome").hasValue(status);
        task.release();
        succeeded(name);
        assertThat(task.entered()).as("how often the task was entered").isEqualTo(1);
        return body;
    }

    private byte[] delivers(String name, Application handler) throws Exception {
        return delivers(name, "GET", Map.of(), 200, handler);
    }

    @Test
    public final void required_r05_sized() throws Exception {
        assertThat(delivers("r05-sized", exchange -> {
                    exchange.header("Content-Length", "5000");
                    exchange.write(new byte[5_000]);
                }))
                .hasSize(5_000);
    }

    @Test
    public final void required_r05_chunked() throws Exception {
        assertThat(delivers("r05-chunked", exchange -> {
                    for (int i = 0; i < 20; i++) exchange.write(new byte[5_000]);
                }))
                .hasSize(100_000);
    }

    @Test
    public final void required_r05_flushedHalfWay() throws Exception {
        assertThat(delivers("r05-flushed", exchange -> {
                    exchange.write(new byte[1_000]);
                    exchange.flush();
                    exchange.write(new byte[1_000]);
                }))
                .hasSize(2_000);
    }

    @Test
    public final void required_r05_empty() throws Exception {
        assertThat(delivers("r05-empty", exchange -> {})).isEmpty();
    }

    @Test
    public final void required_r05_noContent() throws Exception {
        assertThat(delivers("r05-204", "GET", Map.of(), 204, exchange -> exchange.status(204)))
                .isEmpty();
    }

    @Test
    public final void required_r05_notModified() throws Exception {
        assertThat(delivers("r05-304", "GET", Map.of(), 304, exchange -> {
                    exchange.header("ETag", "\"1\"");
                    exchange.status(304);
                }))
                .isEmpty();
    }

    @Test
    public final void required_r05_head() throws Exception {
        assertThat(delivers("r05-head", "HEAD", Map.of(), 200, exchange -> exchange.write(new byte[5_000])))
                .isEmpty();
    }

    @Test
    public final void required_r05_compressed() throws Exception {
        byte[] body = delivers("r05-compressed", "GET", Map.of("accept-encoding", "gzip"), 200, exchange -> {
            exchange.header("Content-Type", "text/plain");
            exchange.write("compressible ".repeat(10_000).getBytes(UTF_8));
        });
        assertThat(body.length).as("the compressed length").isBetween(20, 20_000);
        assertThat(body).as("gzip's first bytes").startsWith(0x1F, 0x8B);
    }

    @Test
    public final void required_r05_withoutKeepAlive() throws Exception {
        only(Protocol.HTTP_1_1, "HTTP/2 always keeps its connection");
        assertThat(delivers(
                        "r05-close",
                        "GET",
                        Map.of("Connection", "close"),
                        200,
                        exchange -> exchange.write(new byte[5_000])))
                .hasSize(5_000);
    }

    @Test
    public final void required_r05_completedOnAnotherThread() throws Exception {
        assertThat(delivers("r05-async", exchange -> {
                    exchange.startAsync(LONG);
                    new Thread(() -> completeWith(exchange, new byte[5_000])).start();
                }))
                .hasSize(5_000);
    }

    static void completeWith(Exchange exchange, byte[] body) {
        try {
            exchange.write(body);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            exchange.complete();
        }
    }

    @Test
    public final void required_r07_redirect() throws Exception {
        delivers("r07-redirect", "GET", Map.of(), 302, exchange -> {
            exchange.status(302);
            exchange.header("Location", "/elsewhere");
        });
    }

    @Test
    public final void required_r07_notFound() throws Exception {
        delivers("r07-404", "GET", Map.of(), 404, exchange -> exchange.status(404));
    }

    @Test
    public final void required_r07_refused() throws Exception {
        delivers("r07-403", "POST", Map.of("content-length", "0"), 403, exchange -> exchange.status(403));
    }
}
