package dev.after4j.server;

import dev.after4j.app.spi.Head;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.gzip.GzipEncoderConfig;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * Jetty's compression, where it is wanted: from the start for a request that may have a body, which may be compressed; for others only when a
 * response begins that is not compressed yet. A page that is kept has its compressed form with it, and shall not pay for this.
 */
final class Compression {
    /** Less than that fits into one packet anyway. */
    private static final int WORTH_COMPRESSING = 1024;

    /** What goes on with a request and a response that may compress. */
    @FunctionalInterface
    interface Next {
        void handle(Request request, Response response, Callback callback);
    }

    /** A request that knows what goes on with it. */
    private static final class Underway extends Request.Wrapper {
        private final Next next;

        Underway(Request request, Next next) {
            super(request);
            this.next = next;
        }
    }

    private static final class GoOn extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Request.as(request, Underway.class).next.handle(request, response, callback);
            return true;
        }
    }

    private final CompressionHandler compressing = new CompressionHandler(new GoOn());

    /** Lives as long as {@code server}. */
    Compression(Server server) {
        GzipCompression gzip = new GzipCompression();
        gzip.setMinCompressSize(WORTH_COMPRESSING);
        GzipEncoderConfig encoder = new GzipEncoderConfig();
        encoder.setSyncFlush(true); // what a writer flushes is sent
        gzip.setDefaultEncoderConfig(encoder);
        compressing.putCompression(gzip);
        compressing.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .defaults()
                        .compressExcludeMimeType("text/event-stream") // each event is sent at once
                        .build());
        compressing.setServer(server);
        server.addBean(compressing);
    }

    /** Whether an answer of that length is to be compressed, and was not negotiated with its client yet. */
    static boolean isWorthIt(Head head, int length) {
        return length >= WORTH_COMPRESSING && !head.has("Content-Encoding", "") && !head.has("Vary", "Accept-Encoding");
    }

    /** Calls {@code next} at once, on this thread. */
    void around(Request request, Response response, Callback callback, Next next) {
        try {
            compressing.handle(new Underway(request, next), response, callback);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
