package dev.after4j.server;

import dev.after4j.app.Part;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/** A part as Jetty has parsed it, in memory or in a file. */
record JettyPart(MultiPart.Part part) implements Part {
    @Override
    public String name() {
        return part.getName();
    }

    @Override
    public Optional<String> fileName() {
        return Optional.ofNullable(part.getFileName());
    }

    @Override
    public Optional<String> contentType() {
        return Optional.ofNullable(part.getHeaders().get(HttpHeader.CONTENT_TYPE));
    }

    @Override
    public long size() {
        return part.getLength();
    }

    @Override
    public InputStream open() {
        return Content.Source.asInputStream(part.createContentSource());
    }
}
