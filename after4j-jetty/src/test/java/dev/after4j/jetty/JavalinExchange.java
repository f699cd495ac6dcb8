package dev.after4j.jetty;

import dev.after4j.test.conformance.Exchange;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The suite's view of Javalin's context. */
final class JavalinExchange implements Exchange {
    private final Context context;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    JavalinExchange(Context context) {
        this.context = context;
    }

    @Override
    public String path() {
        return context.path();
    }

    @Override
    public void status(int status) {
        context.status(status);
    }

    @Override
    public void header(String name, String value) {
        context.header(name, value);
    }

    @Override
    public void holdBack(int bytes) {
        context.res().setBufferSize(bytes);
    }

    @Override
    public void write(byte[] part) throws IOException {
        context.outputStream().write(part);
    }

    @Override
    public void flush() throws IOException {
        context.res().flushBuffer();
    }

    @Override
    public void startAsync(Duration timeout) {
        context.future(() -> {
            context.req().getAsyncContext().setTimeout(timeout.toMillis());
            return done;
        });
    }

    @Override
    public void complete() {
        done.complete(null);
    }

    /** Javalin writes results where their future completes, and waits there for the client. */
    @Override
    public void send(byte[] body) {
        context.result(body);
        done.completeAsync(() -> null);
    }
}
