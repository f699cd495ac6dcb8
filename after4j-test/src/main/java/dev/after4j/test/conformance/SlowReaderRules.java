package dev.after4j.test.conformance;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.after4j.Outcome;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** R05, the second way: a client that stops reading holds the tasks back. The most selective tests of the suite. */
abstract class SlowReaderRules extends FinishRules {
    /** More than the buffers between handler and client hold together. */
    static final int LARGE = 10 * 1024 * 1024;

    static final int PIECE = 64 * 1024;

    static void writeLarge(Exchange exchange) throws IOException {
        for (int sent = 0; sent < LARGE; sent += PIECE) exchange.write(new byte[PIECE]);
    }

    @Test
    public final void required_r05_aReaderThatStopsHoldsTasksBackWhileTheHandlerWrites() throws Exception {
        readerStops("r05-slow-blocking", HandlerThen.STAYS, SlowReaderRules::writeLarge);
    }

    @Test
    public final void required_r05_aReaderThatStopsHoldsTasksBackWhenTheHandlerHasReturned() throws Exception {
        readerStops("r05-slow-async", HandlerThen.RETURNS, exchange -> {
            exchange.startAsync(LONG);
            exchange.send(new byte[LARGE]);
        });
    }

    @Test
    public final void required_r05_aReaderThatStopsHoldsTasksBackWhileTheServerHoldsTheBody() throws Exception {
        readerStops("r05-slow-held", HandlerThen.RETURNS, exchange -> {
            // one more: a buffer that is full is sent at once
            exchange.holdBack(LARGE + 1);
            writeLarge(exchange);
        });
    }

    @Test
    public final void required_r05_aReaderThatStopsHoldsTasksBackWhenACompletedBodyIsStillHeld() throws Exception {
        readerStops("r05-slow-completed", HandlerThen.RETURNS, exchange -> {
            exchange.startAsync(LONG);
            exchange.holdBack(LARGE + 1);
            new Thread(() -> completeWith(exchange, new byte[LARGE])).start();
        });
    }

    /** What the handler does while the client does not read. */
    private enum HandlerThen {
        STAYS,
        RETURNS
    }

    private void readerStops(String name, HandlerThen then, Application handler) throws Exception {
        HeldTask task = hold(name);
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        String path = at(name, exchange -> {
            after(named(name), task);
            thread.complete(Thread.currentThread());
            handler.handle(exchange);
        });
        Reply reply = connect().get(path);
        assertThat(reply.status()).isEqualTo(200);
        if (then == HandlerThen.RETURNS) awaitReturn(waiting().await(thread, "the handler"));
        int read = 0;
        for (int stop = 0; stop < 3; stop++) {
            meanwhileAnotherExchange();
            notStarted(task, read, LARGE);
            read = reply.read(read + 300_000).length;
        }
        assertThat(reply.body()).as("the whole body").hasSize(LARGE);
        assertThat(task.awaitStart().kind()).isEqualTo(Outcome.Kind.COMPLETED);
    }

    private static void notStarted(HeldTask task, int read, int length) {
        if (task.hasStarted()) fail("A task started although the client had read only %,d of %,d bytes", read, length);
    }

    @Test
    public final void required_r05_anEventStreamHoldsItsTasksUntilItEnds() throws Exception {
        HeldTask task = hold("r05-events");
        CompletableFuture<Exchange> stream = new CompletableFuture<>();
        CompletableFuture<Thread> handler = new CompletableFuture<>();
        String path = at("r05-events", exchange -> {
            after(named("r05-events"), task);
            exchange.startAsync(LONG);
            exchange.header("Content-Type", "text/event-stream");
            exchange.write("data: one\n\n".getBytes(UTF_8));
            exchange.flush();
            handler.complete(Thread.currentThread());
            stream.complete(exchange);
        });
        Reply reply = connect().get(path);
        assertThat(reply.read(11)).hasSize(11);
        Exchange open = waiting().await(stream, "the end of the handler");
        awaitReturn(waiting().await(handler, "the handler"));
        for (int other = 0; other < 3; other++) meanwhileAnotherExchange();
        if (task.hasStarted()) fail("A task started although the event stream was open");
        open.write("data: two\n\n".getBytes(UTF_8));
        open.complete();
        assertThat(reply.body()).hasSize(22);
        task.awaitStart();
    }

    @Test
    public final void required_r05_noTaskStartsWhileTheHandlerIsAtWork() throws Exception {
        HeldTask task = hold("r05-at-work");
        CountDownLatch goOn = new CountDownLatch(1);
        String path = at("r05-at-work", exchange -> {
            after(named("r05-at-work"), task);
            exchange.write(new byte[10]);
            exchange.flush();
            waiting().await(goOn, "the test's permission to go on");
        });
        Reply reply = connect().get(path);
        assertThat(reply.read(10)).hasSize(10);
        meanwhileAnotherExchange();
        if (task.hasStarted()) fail("A task started although the handler was at work");
        goOn.countDown();
        assertThat(reply.body()).hasSize(10);
        task.awaitStart();
    }
}
