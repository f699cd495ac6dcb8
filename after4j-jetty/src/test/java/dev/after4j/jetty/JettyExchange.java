package dev.after4j.jetty;

import dev.after4j.test.conformance.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The suite's view of Jetty's request and response. */
final class JettyExchange implements Exchange {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private volatile boolean async;
    private volatile boolean written;
    private volatile @Nullable ByteArrayOutputStream held;

    JettyExchange(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    /** The handler has returned. */
    void returned() {
        if (!async) complete();
    }

    @Override
    public String path() {
        return Request.getPathInContext(request);
    }

    @Override
    public void status(int status) {
        response.setStatus(status);
    }

    @Override
    public void header(String name, String value) {
        response.getHeaders().put(name, value);
    }

    @Override
    public void holdBack(int bytes) {
        held = new ByteArrayOutputStream(bytes);
    }

    @Override
    public void write(byte[] part) throws IOException {
        ByteArrayOutputStream later = held;
        if (later != null) {
            later.write(part);
            return;
        }
        written = true;
        Content.Sink.write(response, false, ByteBuffer.wrap(part));
    }

    @Override
    public void flush() throws IOException {
        write(new byte[0]);
    }

    /** Jetty's core has no time-out of its own for callbacks: this is what an application does. */
    @Override
    public void startAsync(Duration timeout) {
        async = true;
        request.getConnectionMetaData()
                .getConnector()
                .getScheduler()
                .schedule(
                        () -> callback.failed(new TimeoutException("async")),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void complete() {
        ByteArrayOutputStream now = held;
        if (now != null) send(now.toByteArray());
        else if (written)
            response.write(true, BufferUtil.EMPTY_BUFFER, callback); // Jetty's compression needs a last write
        else callback.succeeded();
    }

    @Override
    public void send(byte[] body) {
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
