package dev.after4j.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the project. */
final class Project {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    static final List<String> PUBLISHED = List.of(
            "after4j",
            "after4j-test",
            "after4j-servlet",
            "after4j-tomcat",
            "after4j-jetty",
            "after4j-spring-boot",
            "after4j-app",
            "after4j-app-test",
            "after4j-jte",
            "after4j-lambda",
            "after4j-app-servlet",
            "after4j-server");

    private Project() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Java files below a folder of the project, in a fixed order; none if it is not there. */
    static List<Path> javaFiles(String folder) {
        Path from = ROOT.resolve(folder);
        if (!Files.isDirectory(from)) return List.of();
        try (Stream<Path> files = Files.walk(from)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
