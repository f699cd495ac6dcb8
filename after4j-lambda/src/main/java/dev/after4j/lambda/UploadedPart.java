package dev.after4j.lambda;

import dev.after4j.app.Part;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a form, in memory. */
final class UploadedPart implements Part {
    private final String name;
    private final @Nullable String fileName;
    private final @Nullable String contentType;
    private final byte[] content;

    UploadedPart(String name, @Nullable String fileName, @Nullable String contentType, byte[] content) {
        this.name = name;
        this.fileName = fileName;
        this.contentType = contentType;
        this.content = content;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> fileName() {
        return Optional.ofNullable(fileName);
    }

    @Override
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }
}
