package dev.after4j.app;

import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The suite's view of a request to a route handler, and the response that the handler's thread makes by its orders. */
final class ConformanceExchange implements Exchange {
    @FunctionalInterface
    private interface Step {
        void on(OutputStream out) throws Exception;
    }

    private record Order(Step step, CompletableFuture<Void> done) {}

    private static final Step END = out -> {};
    private static final Step NOTHING = out -> {};

    private final String path;
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private volatile int status = 200;
    private volatile ByteArrayOutputStream held;
    private volatile Duration asyncFor;
    private volatile boolean isOver;

    ConformanceExchange(String path) {
        this.path = path;
    }

    /** On the suite's thread. */
    void run(Application application) {
        try {
            application.handle(this);
            if (asyncFor == null) complete();
        } catch (Throwable thrown) {
            order(out -> {
                if (thrown instanceof Error error) throw error;
                throw (Exception) thrown;
            });
        }
    }

    /** On the handler's thread: the response, as soon as something is to be written of it, or it is to end. */
    Response response(boolean isHead) throws Exception {
        Order first = next();
        for (; isHead && first.step != END; first = next()) carryOut(first, OutputStream.nullOutputStream());
        if (first.step == END) return withHead(Response.bytes(type(), new byte[0]));
        Order begin = first;
        return withHead(Response.stream(type(), out -> {
            try {
                for (Order order = begin; order.step != END; order = next()) carryOut(order, out);
            } finally {
                isOver = true;
                orders.forEach(late -> late.done.completeExceptionally(new IOException("the response is over")));
            }
        }));
    }

    private Response withHead(Response bare) {
        Response response = bare.status(status);
        for (Map.Entry<String, String> header : headers.entrySet())
            if (!header.getKey().equalsIgnoreCase("Content-Length")) // the server's own
            response = response.header(header.getKey(), header.getValue());
        return response;
    }

    private String type() {
        return headers.getOrDefault("Content-Type", "application/octet-stream");
    }

    private Order next() throws InterruptedException, TimeoutException {
        Order order = asyncFor == null ? orders.take() : orders.poll(asyncFor.toMillis(), TimeUnit.MILLISECONDS);
        if (order == null) throw new TimeoutException("not completed within " + asyncFor);
        return order.step == NOTHING ? next() : order;
    }

    private static void carryOut(Order order, OutputStream out) throws Exception {
        try {
            order.step.on(out);
            order.done.complete(null);
        } catch (Throwable thrown) {
            order.done.completeExceptionally(thrown);
            throw thrown;
        }
    }

    private CompletableFuture<Void> order(Step step) {
        Order order = new Order(step, new CompletableFuture<>());
        orders.add(order);
        if (isOver) order.done.completeExceptionally(new IOException("the response is over"));
        return order.done;
    }

    private void orderAndWait(Step step) throws IOException {
        try {
            order(step).get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException gone ? gone : new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public void status(int changed) {
        status = changed;
    }

    @Override
    public void header(String name, String value) {
        headers.put(name, value);
    }

    @Override
    public void holdBack(int bytes) {
        held = new ByteArrayOutputStream(bytes);
    }

    @Override
    public void write(byte[] part) throws IOException {
        ByteArrayOutputStream later = held;
        if (later != null) later.write(part);
        else orderAndWait(out -> out.write(part));
    }

    @Override
    public void flush() throws IOException {
        orderAndWait(OutputStream::flush);
    }

    @Override
    public void startAsync(Duration timeout) {
        asyncFor = timeout;
        order(NOTHING); // the handler's thread waits without a limit
    }

    @Override
    public void complete() {
        ByteArrayOutputStream now = held;
        if (now != null) order(out -> out.write(now.toByteArray()));
        order(END);
    }

    @Override
    public void send(byte[] body) {
        order(out -> out.write(body));
        order(END);
    }
}
