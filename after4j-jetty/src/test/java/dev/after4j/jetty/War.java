package dev.after4j.jetty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A web application in a folder, with jars and classes of this class path. */
final class War {
    final Path folder;

    War(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("WEB-INF/lib"));
        Files.createDirectories(folder.resolve("WEB-INF/classes"));
    }

    /** Brings the library along that {@code type} is of. */
    War withLibraryOf(Class<?> type) throws IOException, URISyntaxException {
        Path from =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path jar = folder.resolve("WEB-INF/lib").resolve(type.getPackageName() + ".jar");
        if (!Files.isDirectory(from)) {
            Files.copy(from, jar);
            return this;
        }
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"));
                Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile)
                    .forEach(
                            file -> copy(file, zip.getPath(from.relativize(file).toString())));
        }
        return this;
    }

    /** Brings one class along. */
    War withClass(Class<?> type) throws URISyntaxException {
        String name = type.getName().replace('.', '/') + ".class";
        Path from =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        copy(from.resolve(name), folder.resolve("WEB-INF/classes").resolve(name));
        return this;
    }

    War withFile(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        return this;
    }

    private static void copy(Path from, Path to) {
        try {
            if (to.getParent() != null) Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
