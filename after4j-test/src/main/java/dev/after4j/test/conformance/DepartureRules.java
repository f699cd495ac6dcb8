package dev.after4j.test.conformance;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.Outcome;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** R07: a client that leaves is a finish as soon as the server notices. */
abstract class DepartureRules extends FailureRules {
    /** How a client leaves. */
    @FunctionalInterface
    interface Farewell {
        void leave(Client client, Reply reply) throws IOException;
    }

    private static final Farewell RESET = (client, reply) -> client.vanish();
    private static final Farewell CLOSE = (client, reply) -> client.close();
    private static final Farewell CANCEL = (client, reply) -> reply.cancel();

    @Test
    public final void required_r07_clientResetsWhileTheServerWrites() throws Exception {
        leavesWhileTheServerWrites("r07-writing-rst", RESET);
    }

    @Test
    public final void required_r07_clientClosesWhileTheServerWrites() throws Exception {
        leavesWhileTheServerWrites("r07-writing-fin", CLOSE);
    }

    @Test
    public final void required_r07_clientCancelsItsStreamWhileTheServerWrites() throws Exception {
        only(Protocol.HTTP_2, "HTTP/1.1 has no streams to cancel");
        leavesWhileTheServerWrites("r07-writing-cancel", CANCEL);
    }

    private void leavesWhileTheServerWrites(String name, Farewell farewell) throws Exception {
        HeldTask task = hold(name);
        String path = at(name, exchange -> {
            after(named(name), task);
            writeLarge(exchange);
        });
        Client client = connect();
        Reply reply = client.get(path);
        assertThat(reply.read(300_000)).hasSizeGreaterThanOrEqualTo(300_000);
        farewell.leave(client, reply);
        Outcome outcome = task.awaitStart();
        assertThat(outcome.kind()).as("the outcome of %s", outcome).isEqualTo(Outcome.Kind.ABORTED);
        assertThat(outcome.status()).hasValue(200);
    }

    @Test
    public final void required_r07_clientResetsBeforeTheFirstByte() throws Exception {
        leavesBeforeTheFirstByte("r07-silent-rst", RESET);
    }

    @Test
    public final void required_r07_clientClosesBeforeTheFirstByte() throws Exception {
        leavesBeforeTheFirstByte("r07-silent-fin", CLOSE);
    }

    private void leavesBeforeTheFirstByte(String name, Farewell farewell) throws Exception {
        HeldTask task = hold(name);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        String path = at(name, exchange -> {
            after(named(name), task);
            entered.countDown();
            waiting().await(left, "the client's departure");
            writeLarge(exchange);
        });
        Client client = connect();
        Reply reply = client.get(path);
        waiting().await(entered, "the handler");
        farewell.leave(client, reply);
        left.countDown();
        assertThat(task.awaitStart().kind()).isEqualTo(Outcome.Kind.ABORTED);
    }

    @Test
    public final void required_r07_aSilentDepartureIsNoticedWhileTheHandlerIsAtWork() throws Exception {
        silentDeparture("r07-at-work", RESET);
    }

    @Test
    public final void required_r07_aCancelledStreamIsNoticedWhileTheHandlerIsAtWork() throws Exception {
        only(Protocol.HTTP_2, "HTTP/1.1 has no streams to cancel");
        silentDeparture("r07-cancelled", CANCEL);
    }

    private void silentDeparture(String name, Farewell farewell) throws Exception {
        HeldTask task = hold(name);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch noticed = new CountDownLatch(1);
        String path = at(name, exchange -> {
            after(named(name), task);
            entered.countDown();
            waiting().await(noticed, "the start of the task, beside its handler");
            after(named(name + "-late"), () -> {});
        });
        Client client = connect();
        Reply reply = client.get(path);
        waiting().await(entered, "the handler");
        farewell.leave(client, reply);
        assertThat(task.awaitStart().kind()).isEqualTo(Outcome.Kind.ABORTED);
        noticed.countDown();
        succeeded(name + "-late");
    }

    @Test
    public final void required_r07_aClientThatOnlyEndsItsOwnSideGetsItsResponse() throws Exception {
        only(Protocol.HTTP_1_1, "an HTTP/2 client that ends its side ends the connection");
        HeldTask task = hold("r07-half-closed");
        CountDownLatch ended = new CountDownLatch(1);
        String path = at("r07-half-closed", exchange -> {
            after(named("r07-half-closed"), task);
            waiting().await(ended, "the end of the client's side");
            exchange.write(new byte[5_000]);
        });
        Client client = connect();
        Reply reply = client.get(path);
        client.socket.shutdownOutput();
        ended.countDown();
        assertThat(reply.body()).hasSize(5_000);
        assertThat(task.awaitStart().kind()).isEqualTo(Outcome.Kind.COMPLETED);
    }
}
