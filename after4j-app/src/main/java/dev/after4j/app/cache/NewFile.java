package dev.after4j.app.cache;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/** A file that is written beside its place, and takes it whole or not at all. */
final class NewFile {
    static final String ENDING = ".new";

    private static final AtomicLong COUNT = new AtomicLong();

    private final Path file;

    private NewFile(Path file) {
        this.file = file;
    }

    static NewFile beside(Path place, byte[] bytes) throws IOException {
        Path file = place.resolveSibling(place.getFileName() + "." + COUNT.incrementAndGet() + ENDING);
        // Not through a channel: that is closed when the thread is interrupted, as that of a task may be.
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return new NewFile(file);
    }

    void moveTo(Path place) throws IOException {
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    }

    static void write(Path place, byte[] bytes) throws IOException {
        beside(place, bytes).moveTo(place);
    }
}
