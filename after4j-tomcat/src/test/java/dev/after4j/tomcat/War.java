package dev.after4j.tomcat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A web application put together from the class path of the test. */
final class War implements AutoCloseable {
    private final ZipOutputStream out;

    War(Path file) throws IOException {
        this.out = new ZipOutputStream(Files.newOutputStream(file));
    }

    /** The jar that {@code type} is in; of a directory all that is in it. */
    War with(Class<?> type) throws IOException {
        Path origin = origin(type);
        if (Files.isRegularFile(origin)) add("WEB-INF/lib/" + origin.getFileName(), Files.readAllBytes(origin));
        else addAll(origin);
        return this;
    }

    private void addAll(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            for (Path file : files)
                if (!file.endsWith("module-info.class"))
                    add("WEB-INF/classes/" + directory.relativize(file), Files.readAllBytes(file));
        }
    }

    /** That class alone, with those within it. */
    War withClass(Class<?> type) throws IOException {
        addClass(type);
        for (Class<?> inner : type.getDeclaredClasses()) addClass(inner);
        return this;
    }

    private void addClass(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (var in = type.getClassLoader().getResourceAsStream(name)) {
            if (in == null) throw new IOException("no " + name);
            add("WEB-INF/classes/" + name, in.readAllBytes());
        }
    }

    War withFile(String name, String text) throws IOException {
        add(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private void add(String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
    }

    private static Path origin(Class<?> type) throws IOException {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException broken) {
            throw new IOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
