package dev.after4j.app.servlet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A web application in a directory, put together from the class path of the test. */
record War(Path root) {
    static War create(String name) throws IOException {
        Path root = Path.of("target", name).toAbsolutePath();
        if (Files.exists(root))
            try (Stream<Path> old = Files.walk(root)) {
                for (Path each : old.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(each);
            }
        Files.createDirectories(root.resolve("WEB-INF/lib"));
        return new War(root);
    }

    War withFiles(Path directory) throws IOException {
        copyAll(directory, root);
        return this;
    }

    /** That class alone. */
    War withClass(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = root.resolve("WEB-INF/classes/" + name);
        Files.createDirectories(file.getParent());
        try (var in = type.getClassLoader().getResourceAsStream(name)) {
            Files.write(file, in.readAllBytes());
        }
        return this;
    }

    /** A copy of the jar that {@code type} is in; of a directory all that is in it. */
    War withLibrary(Class<?> type) throws IOException {
        Path origin = Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (Files.isRegularFile(origin)) Files.copy(origin, root.resolve("WEB-INF/lib/" + origin.getFileName()));
        else copyAll(origin, root.resolve("WEB-INF/classes"));
        return this;
    }

    private static void copyAll(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }
}
