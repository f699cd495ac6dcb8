package dev.after4j.server;

import dev.after4j.app.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Attributes;
import org.jspecify.annotations.Nullable;

/** The parts of one request. */
final class Parts implements AutoCloseable {
    private static final int MOST = 1_000;
    private static final int IN_MEMORY = 64 * 1024;

    private final MultiPartFormData.Parts parsed;

    private Parts(MultiPartFormData.Parts parsed) {
        this.parsed = parsed;
    }

    /** Throws what {@link dev.after4j.app.spi.Exchange#parts} does. */
    static Parts read(Request request, long maxBytes) throws IOException {
        MultiPartConfig config = new MultiPartConfig.Builder()
                .location(Path.of(System.getProperty("java.io.tmpdir")))
                .maxSize(maxBytes)
                .maxPartSize(maxBytes)
                .maxMemoryPartSize(IN_MEMORY)
                .maxParts(MOST)
                .build();
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        try {
            return new Parts(MultiPartFormData.getParts(new Unharmed(request), new Attributes.Mapped(), type, config));
        } catch (RuntimeException refused) {
            if (Request.getContentBytesRead(request) > maxBytes)
                throw Signal.of(413, "The body of a request is at most " + maxBytes + " bytes here");
            for (Throwable cause = refused; cause != null; cause = cause.getCause())
                if (cause instanceof IOException broken) throw broken;
            throw malformed();
        }
    }

    List<JettyPart> all() {
        List<JettyPart> all = new ArrayList<>();
        for (MultiPart.Part part : parsed) {
            if (part.getName() == null) throw malformed();
            all.add(new JettyPart(part));
        }
        return all;
    }

    private static Signal malformed() {
        return Signal.of(400, "The body is not well-formed multipart/form-data");
    }

    /** Takes the files away. */
    @Override
    public void close() {
        parsed.close();
    }

    /** The body, which stays readable when what reads it gives up: the connection may go on then. */
    private record Unharmed(Request request) implements Content.Source {
        @Override
        public long getLength() {
            return request.getLength();
        }

        @Override
        public Content.@Nullable Chunk read() {
            return request.read();
        }

        @Override
        public void demand(Runnable more) {
            request.demand(more);
        }

        @Override
        public void fail(Throwable failure) {}
    }
}
