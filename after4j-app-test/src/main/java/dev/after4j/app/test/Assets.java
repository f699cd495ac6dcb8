package dev.after4j.app.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files in the folder {@code static} on the class path. */
final class Assets {
    private Assets() {}

    static Optional<byte[]> find(String path) throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        URL found = loader.getResource("static" + path);
        if (found == null || isFolder(found)) return Optional.empty();
        try (InputStream content = found.openStream()) {
            return Optional.of(content.readAllBytes());
        }
    }

    private static boolean isFolder(URL found) {
        return found.getProtocol().equals("file") && Files.isDirectory(Path.of(URI.create(found.toString())));
    }
}
