package dev.after4j.app.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A folder belongs to one server, or one build, at a time. The operating system gives the lock of a process back when that ends, however it ends. */
final class FolderLock implements AutoCloseable {
    /** Those of this process. Its second attempt must not open the file: closing that would give the lock of the first back. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * @throws IOException if {@code folder} cannot be written
     * @throws IllegalStateException if it is in use
     */
    static FolderLock take(Path folder) throws IOException {
        Path real = Files.createDirectories(folder).toRealPath();
        if (!HELD.add(real)) throw inUse(folder);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) throw inUse(folder);
            return new FolderLock(real, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) channel.close();
            HELD.remove(real);
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException byAnotherClassLoader) {
            return null;
        }
    }

    private static IllegalStateException inUse(Path folder) {
        return new IllegalStateException("The pages in " + folder.toAbsolutePath()
                + " are in use by another server or build: stop it first, or name another folder with --pages");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(folder);
        }
    }
}
