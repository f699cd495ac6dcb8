package dev.after4j.app;

import dev.after4j.app.spi.Exchange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a client has sent, as all code of its exchange shares it: the body is there once. */
final class Incoming {
    private final Exchange exchange;
    private final String method;
    private final String path;
    private final long maxBody;
    private Map<String, Optional<String>> changed = Map.of();
    private byte @Nullable [] bytes;
    private String typeAtTheEnd = "";
    private @Nullable FormData form;
    private boolean isTaken;
    private volatile boolean isOver;

    Incoming(Exchange exchange, long maxBody) {
        this.exchange = exchange;
        this.method = exchange.method();
        this.path = exchange.mount() + exchange.path();
        this.maxBody = maxBody;
    }

    /** The host's, which must not be touched when the exchange is over. */
    Exchange exchange() {
        LoadingCode.refuseRequest();
        if (!isOver) return exchange;
        throw new IllegalStateException("The response to " + this + " is finished, and its Request with it;"
                + " a task reads headers and cookies with CurrentRequest, and gets other values passed in (R14)");
    }

    /** Whether there is no request behind this: a page is rendered that will be kept. */
    boolean isStatic() {
        return exchange instanceof StaticExchange;
    }

    /** {@code path}, a path of the application, as it is linked to. */
    String link(String path) {
        Exchange here = exchange();
        return Locations.header(here.mount(), here instanceof StaticExchange none ? none.renamed(path) : path);
    }

    /** For what a rendering that will be kept cannot know, and nobody else asks the host for. */
    void requireRequest() {
        LoadingCode.refuseRequest();
        if (exchange instanceof StaticExchange none) throw none.refusal();
    }

    String method() {
        return method;
    }

    /** By names in lower case. */
    void change(Map<String, Optional<String>> headers) {
        if (headers.isEmpty()) return;
        Map<String, Optional<String>> all = new HashMap<>(changed);
        all.putAll(headers);
        changed = Map.copyOf(all);
    }

    Map<String, Optional<String>> changed() {
        return changed;
    }

    Optional<String> header(String name) {
        Optional<String> other = changed.isEmpty() ? null : changed.get(name.toLowerCase(Locale.ROOT));
        return other != null ? other : Optional.ofNullable(exchange().header(name));
    }

    /** What the client says of the body; there for as long as the body is. */
    String sentType() {
        if (!isOver) return header("content-type").orElse("");
        if (bytes == null) throw gone();
        return typeAtTheEnd;
    }

    /** The type of the body, without parameters and in lower case; empty if the client named none. */
    String contentType() {
        String sent = sentType();
        int parameters = sent.indexOf(';');
        return (parameters < 0 ? sent : sent.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** The whole body; the same again when it has been read. */
    byte[] bytes() {
        byte[] read = bytes;
        if (read != null) return read;
        try (InputStream body = stream(maxBody)) {
            read = body.readAllBytes();
        } catch (IOException broken) {
            throw unreadable(broken);
        }
        bytes = read;
        return read;
    }

    InputStream stream(long atMost) {
        take();
        if (exchange.length() > atMost) throw tooLong(atMost);
        try {
            return new Limited(exchange.body(), atMost);
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    /** Once: they are kept as the form's. */
    List<? extends Part> parts() {
        take();
        if (exchange.length() > maxBody) throw tooLong(maxBody);
        try {
            return exchange.parts(maxBody);
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    FormData form() {
        if (form == null) form = FormData.read(this);
        return form;
    }

    private void take() {
        if (isOver) throw gone();
        if (isTaken)
            throw new IllegalStateException(
                    "The body of " + this + " has been read already, as a stream or in parts; it comes once");
        isTaken = true;
    }

    private IllegalStateException gone() {
        return new IllegalStateException("The body of " + this
                + " was not read before the response was finished, and is gone: read it outside the task (R16)");
    }

    private static Signal tooLong(long atMost) {
        return Signal.of(413, "The body of a request is at most " + atMost + " bytes here");
    }

    private static Signal unreadable(IOException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof Signal known) return known;
            if (cause instanceof TimeoutException) return Signal.of(408, "The rest of the body did not come in time");
        }
        return Signal.of(400, "The body could not be read to its end");
    }

    boolean isOver() {
        return isOver;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    /** The exchange is no longer the application's. */
    void close() {
        if (bytes != null) typeAtTheEnd = sentType();
        isOver = true;
    }

    /**
     * Refuses the byte after the last one that is allowed; and all when the exchange is over, since a container may give
     * the stream behind this to the next request.
     */
    private final class Limited extends FilterInputStream {
        private final long atMost;
        private long left;

        Limited(InputStream body, long atMost) {
            super(body);
            this.atMost = atMost;
            this.left = atMost;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (isOver) throw gone();
            int read;
            try {
                read = super.read(into, offset, length);
            } catch (IOException broken) {
                throw unreadable(broken);
            }
            if (read > 0 && (left -= read) < 0) throw tooLong(atMost);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            return read(new byte[(int) Math.min(8192, Math.max(0, bytes))]);
        }

        @Override
        public int available() throws IOException {
            if (isOver) throw gone();
            return super.available();
        }

        @Override
        public void close() throws IOException {
            if (!isOver) super.close();
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
