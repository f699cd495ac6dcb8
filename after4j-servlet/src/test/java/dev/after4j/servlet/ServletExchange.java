package dev.after4j.servlet;

import dev.after4j.test.conformance.Exchange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The conformance suite's view of a servlet's request and response. */
public final class ServletExchange implements Exchange {
    private static final int PIECE = 64 * 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private volatile AsyncContext async;

    public ServletExchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    @Override
    public String path() {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    @Override
    public void status(int status) {
        response.setStatus(status);
    }

    @Override
    public void header(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void holdBack(int bytes) {
        response.setBufferSize(bytes);
    }

    @Override
    public void write(byte[] part) throws IOException {
        response.getOutputStream().write(part);
    }

    @Override
    public void flush() throws IOException {
        response.flushBuffer();
    }

    @Override
    public void startAsync(Duration timeout) {
        AsyncContext started = request.startAsync();
        started.setTimeout(timeout.toMillis());
        async = started;
    }

    @Override
    public void complete() {
        async.complete();
    }

    @Override
    public void send(byte[] body) {
        try {
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new Sending(out, body));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Writes as much as the container takes without waiting. */
    private final class Sending implements WriteListener {
        private final ServletOutputStream out;
        private final byte[] body;
        private int sent;

        Sending(ServletOutputStream out, byte[] body) {
            this.out = out;
            this.body = body;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (sent == body.length) {
                    async.complete();
                    return;
                }
                int length = Math.min(PIECE, body.length - sent);
                out.write(body, sent, length);
                sent += length;
            }
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }
}
