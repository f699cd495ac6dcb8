package dev.after4j.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One part of a {@code multipart/form-data} body, such as an uploaded file; usable until the response is finished. */
public interface Part {
    /** The name of the form's field. */
    String name();

    /** The file's name as the client sent it: never a path to write to. Empty for a field that is no file. */
    Optional<String> fileName();

    /** The type that the client claims. */
    Optional<String> contentType();

    /** Bytes. */
    long size();

    /** The content, from its beginning. */
    InputStream open() throws IOException;
}
