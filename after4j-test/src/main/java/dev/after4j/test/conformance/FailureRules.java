package dev.after4j.test.conformance;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** R07 and R13: tasks run when the handler failed, and know it. */
abstract class FailureRules extends DelayRules {
    private static final Duration SOON = Duration.ofMillis(100);

    /** A handler's own mistake. */
    private static final class OutOfStock extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The server may have wrapped what the handler threw. */
    private static void assertKnown(Outcome outcome, Throwable thrown) {
        Stream<@Nullable Throwable> causes = Stream.iterate(
                outcome.error().orElse(null), cause -> cause != null, cause -> cause == null ? null : cause.getCause());
        assertThat(causes).as("the error in the outcome, with its causes").contains(thrown);
    }

    @Test
    public final void required_r07_handlerThrowsBeforeTheFirstByte() throws Exception {
        HeldTask task = hold("r07-before");
        OutOfStock thrown = new OutOfStock();
        String path = at("r07-before", exchange -> {
            after(named("r07-before"), task);
            throw thrown;
        });
        Reply reply = connect().get(path);
        assertThat(reply.status()).isEqualTo(500);
        reply.body();
        Outcome outcome = task.awaitStart();
        assertThat(outcome.kind()).as("the error page was sent whole").isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(outcome.status()).hasValue(500);
        assertThat(outcome.successful()).isFalse();
        assertKnown(outcome, thrown);
    }

    @Test
    public final void required_r07_handlerThrowsAfterTheFirstByte() throws Exception {
        HeldTask task = hold("r07-half-way");
        OutOfStock thrown = new OutOfStock();
        String path = at("r07-half-way", exchange -> {
            after(named("r07-half-way"), task);
            exchange.write(new byte[1_000]);
            exchange.flush();
            throw thrown;
        });
        Reply reply = connect().get(path);
        assertThat(reply.status()).isEqualTo(200);
        assertThatThrownBy(reply::body).as("the end of a body broken off").isInstanceOf(IOException.class);
        Outcome outcome = task.awaitStart();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.status()).hasValue(200);
        assertKnown(outcome, thrown);
    }

    @Test
    public final void required_r07_asyncTimeOut() throws Exception {
        HeldTask task = hold("r07-time-out");
        String path = at("r07-time-out", exchange -> {
            after(named("r07-time-out"), task);
            exchange.startAsync(SOON);
        });
        int status = statusOrZero(connect().get(path));
        Outcome outcome = task.awaitStart();
        if (status == 0) {
            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        } else {
            assertThat(status).as("the status of the error page").isGreaterThanOrEqualTo(500);
            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.COMPLETED);
            assertThat(outcome.status()).hasValue(status);
        }
    }

    private static int statusOrZero(Reply reply) {
        try {
            int status = reply.status();
            reply.body();
            return status;
        } catch (IOException brokenOff) {
            return 0;
        }
    }

    @Test
    public final void required_r13_theOutcomeHasTheTimeTheRequestTook() throws Exception {
        HeldTask task = hold("r13-time");
        String path = at("r13-time", exchange -> after(named("r13-time"), task));
        long began = System.nanoTime();
        connect().get(path).body();
        Outcome outcome = task.awaitStart();
        assertThat(outcome.duration()).isPositive().isLessThan(Duration.ofNanos(System.nanoTime() - began));
    }
}
