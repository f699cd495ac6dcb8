package dev.after4j.server;

import dev.after4j.app.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.server.Request;

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
            return new Parts(MultiPartFormData.getParts(request, request, type, config));
        } catch (RuntimeException refused) {
            if (Request.getContentBytesRead(request) > maxBytes)
                throw Signal.of(413, "The body of a request is at most " + maxBytes + " bytes here");
            for (Throwable cause = refused; cause != null; cause = cause.getCause())
                if (cause instanceof IOException broken) throw broken;
            throw Signal.of(400, "The body is not well-formed multipart/form-data");
        }
    }

    List<JettyPart> all() {
        List<JettyPart> all = new ArrayList<>();
        parsed.forEach(part -> all.add(new JettyPart(part)));
        return all;
    }

    /** Takes the files away. */
    @Override
    public void close() {
        parsed.close();
    }
}
