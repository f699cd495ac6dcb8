package dev.after4j.app.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a build writes into a folder, for {@link PageCache#over} to serve.
 *
 * <pre>{@code
 * try (BuiltPages build = BuiltPages.begin(Path.of(".after4j"), "shop 1.4.2")) {
 *     build.write("/teas/oolong", page);
 *     build.finish(List.of("static /teas/{slug}"));
 * }
 * }</pre>
 *
 * <p>Between {@code begin} and {@code finish} the folder says that its build has not finished, also when the process is killed. The same pages are the same
 * bytes, and what has not changed is not written again; the manifest has the time of the build, which is that of {@code SOURCE_DATE_EPOCH} if the environment
 * has one.
 */
public final class BuiltPages implements AutoCloseable {
    private final Folder folder;
    private final String fingerprint;
    private final Instant begun;
    private final FolderLock lock;
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    private BuiltPages(Folder folder, String fingerprint, Instant begun, FolderLock lock) {
        this.folder = folder;
        this.fingerprint = fingerprint;
        this.begun = begun;
        this.lock = lock;
    }

    /**
     * Takes {@code folder}, and makes it if there is none.
     *
     * @param fingerprint a line that tells one version of an application from any other
     * @throws IllegalStateException if a server or another build uses it
     * @throws UncheckedIOException if it cannot be written
     */
    public static BuiltPages begin(Path folder, String fingerprint) {
        return begin(folder, fingerprint, buildTime(System.getenv(), Clock.systemUTC()));
    }

    static BuiltPages begin(Path path, String fingerprint, Instant begun) {
        Folder folder = new Folder(path);
        FolderLock lock = null;
        try {
            lock = FolderLock.take(path);
            Files.deleteIfExists(folder.manifest());
            Files.createDirectories(folder.built());
            Folder.deleteTemporaries(path);
            Folder.deleteTemporaries(folder.built());
            return new BuiltPages(folder, fingerprint, begun, lock);
        } catch (IOException e) {
            if (lock != null) lock.close();
            throw cannotBeWritten(folder, e);
        }
    }

    static Instant buildTime(Map<String, String> environment, Clock clock) {
        String seconds = environment.get("SOURCE_DATE_EPOCH");
        if (seconds == null) return clock.instant();
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "SOURCE_DATE_EPOCH is \"" + seconds + "\": give seconds since 1970, or unset it", e);
        }
    }

    /**
     * The lines that the build in {@code folder} was finished with; empty if there is no build, or none that has finished.
     *
     * @throws IllegalStateException if it was built with another fingerprint or by another version of after4j
     */
    public static Optional<List<String>> notes(Path folder, String fingerprint) {
        return Manifest.read(new Folder(folder), fingerprint).map(Manifest::notes);
    }

    /**
     * Writes {@code page} unless the file is as it would be. When it began and was rendered is left out: what is built began before all else, and its age
     * counts from when the build began. Called from any thread, several at once, for different keys.
     *
     * @return whether it differed
     * @throws UncheckedIOException if it cannot be written
     */
    public boolean write(String key, CachedPage page) {
        String name = Folder.name(key);
        Path file = folder.built().resolve(name);
        byte[] bytes = PageFile.bytes(key, page.renderedAt(0, Instant.EPOCH));
        try {
            written.add(name);
            if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) return false;
            NewFile.write(file, bytes);
            return true;
        } catch (IOException e) {
            throw cannotBeWritten(folder, e);
        }
    }

    /** What was written for {@code key} shall not be part of the build after all. */
    public void remove(String key) {
        written.remove(Folder.name(key));
    }

    /**
     * Deletes pages that were not written again, those that were kept while serving, and what was expired; then notes that this build is whole.
     *
     * @param notes lines for {@link #notes}: what the application wants to know when it serves these pages
     * @throws UncheckedIOException if that cannot be written
     */
    public void finish(List<String> notes) {
        try {
            Set<String> gone = new HashSet<>(folder.builtNames());
            gone.removeAll(written);
            for (String name : gone) Files.delete(folder.built().resolve(name));
            folder.deleteKept();
            NewFile.write(folder.expired(), SealedLines.seal(Past.empty().lines(fingerprint)));
            new Manifest(fingerprint, begun, notes).write(folder);
        } catch (IOException e) {
            throw cannotBeWritten(folder, e);
        }
    }

    private static UncheckedIOException cannotBeWritten(Folder folder, IOException e) {
        return new UncheckedIOException("The pages in " + folder + " cannot be written", e);
    }

    /** Gives the folder back. A build that was not finished leaves one that has none. */
    @Override
    public void close() {
        lock.close();
    }
}
