package dev.after4j.app.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that a server has begun to use: locked, tidied, with a journal that can be added to. Or, if it cannot be written, as it is.
 *
 * @param past what is known of earlier processes
 * @param keptNames the files of kept pages that may be used
 */
record OpenFolder(
        Folder folder, Optional<FolderLock> lock, Journal journal, BuiltFiles built, Past past, List<String> keptNames)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageCache.class);

    /** @throws IllegalStateException if the folder is in use, or is another application's */
    static OpenFolder open(Folder folder, String fingerprint) {
        Optional<FolderLock> lock = Optional.empty();
        try {
            lock = Optional.of(FolderLock.take(folder.root()));
        } catch (IOException e) {
            warnThatUnwritable(folder, e);
        }
        try {
            OpenFolder open = look(folder, lock, fingerprint);
            if (lock.isPresent()) open.tidy(fingerprint);
            return open;
        } catch (RuntimeException | Error e) {
            lock.ifPresent(FolderLock::close);
            throw e;
        }
    }

    private static OpenFolder look(Folder folder, Optional<FolderLock> lock, String fingerprint) {
        BuiltFiles built = BuiltFiles.open(folder, Manifest.read(folder, fingerprint));
        List<String> kept = folder.keptNames();
        Optional<Past> past = Past.read(folder.expired(), fingerprint);
        if (past.isEmpty() && kept.isEmpty() && built.isEmpty()) past = Optional.of(Past.empty());
        if (past.isEmpty())
            LOG.warn(
                    "What was expired in {} is not known, or was by another version of the application: all of its pages are rendered again",
                    folder);
        return new OpenFolder(
                folder,
                lock,
                new Journal(folder.expired()),
                built,
                past.orElseGet(Past::lost),
                past.isPresent() ? kept : List.of());
    }

    private void tidy(String fingerprint) {
        try {
            Files.createDirectories(folder.kept());
            Folder.deleteTemporaries(folder.root());
            Folder.deleteTemporaries(folder.kept());
            // First those that must not be there, then what would say that they may.
            if (keptNames.isEmpty()) folder.deleteKept();
            journal.write(past.lines(fingerprint));
        } catch (IOException e) {
            warnThatUnwritable(folder, e);
        }
    }

    private static void warnThatUnwritable(Folder folder, IOException e) {
        LOG.warn(
                "{} cannot be written: what is rendered from now on is kept in memory only, and what is expired forgotten with this process",
                folder,
                e);
    }

    boolean isWritable() {
        return journal.canAdd();
    }

    @Override
    public void close() {
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.ifPresent(FolderLock::close);
        }
    }
}
