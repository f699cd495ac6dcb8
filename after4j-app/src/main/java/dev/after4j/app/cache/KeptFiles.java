package dev.after4j.app.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of pages that were rendered while serving. Only so many of pages that are not {@code listed} by the build: those used least recently go. One that
 * takes the place of a page of the build stays, as otherwise that one would come to light again.
 *
 * <p>Called by one thread at a time for one name.
 */
final class KeptFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PageCache.class);
    private static final int SECOND_CHANCES = 16;

    /** Instead of a key: a file of an earlier process, which has not been read yet. */
    private static final String UNREAD = "";

    private final Path folder;
    private boolean writable;
    private final int mostFiles;
    /** What an earlier process has left must have begun before this. */
    private final long firstStamp;

    private final Predicate<String> listed;
    private final Predicate<String> inMemory;
    /** The keys of the files by their names, those used last at the end; and those that stay. */
    private final Map<String, String> bounded = new LinkedHashMap<>();

    private final Map<String, String> staying = new LinkedHashMap<>();
    /** Around those, and what must be one with them: a file that comes or goes. */
    private final ReentrantLock changing = new ReentrantLock();

    KeptFiles(OpenFolder open, int mostFiles, Predicate<String> inMemory) {
        folder = open.folder().kept();
        this.mostFiles = open.isWritable() ? mostFiles : Integer.MAX_VALUE;
        writable = open.isWritable();
        firstStamp = open.past().reserved();
        listed = open.built()::contains;
        this.inMemory = inMemory;
        for (String name : open.keptNames()) use(name, UNREAD);
        deleteTooMany();
    }

    @Nullable
    CachedPage read(String name, String key) {
        String known = known(name);
        if (known == null) return null;
        try {
            CachedPage page = PageFile.read(folder.resolve(name), key);
            if (known.equals(UNREAD) && page.begun() >= firstStamp)
                throw new CorruptPageException("it began later than the journal knows");
            used(name, key);
            return page;
        } catch (CorruptPageException e) {
            LOG.warn("{} is deleted, and its page rendered again: {}", folder.resolve(name), e.getMessage());
            delete(name);
        } catch (NoSuchFileException e) {
            delete(name);
        } catch (IOException e) {
            LOG.warn("{} cannot be read, and its page is rendered again", folder.resolve(name), e);
        }
        return null;
    }

    private @Nullable String known(String name) {
        changing.lock();
        try {
            return names(name).get(name);
        } finally {
            changing.unlock();
        }
    }

    private void used(String name, String key) {
        changing.lock();
        try {
            // Unless it has been deleted meanwhile.
            if (names(name).containsKey(name)) use(name, key);
        } finally {
            changing.unlock();
        }
    }

    void write(String name, String key, CachedPage page) throws IOException {
        NewFile file = NewFile.beside(folder.resolve(name), PageFile.bytes(key, page));
        changing.lock();
        try {
            if (!writable) throw new IOException("The pages have been closed");
            file.moveTo(folder.resolve(name));
            use(name, key);
            deleteTooMany();
        } finally {
            changing.unlock();
        }
    }

    void delete(String name) {
        changing.lock();
        try {
            if (names(name).remove(name) != null) deleteFile(name);
        } finally {
            changing.unlock();
        }
    }

    /** Nothing is written or deleted any more. */
    void close() {
        changing.lock();
        try {
            writable = false;
        } finally {
            changing.unlock();
        }
    }

    private void deleteTooMany() {
        int chances = SECOND_CHANCES;
        while (bounded.size() > mostFiles) {
            Map.Entry<String, String> oldest = bounded.entrySet().iterator().next();
            bounded.remove(oldest.getKey());
            // What is read from memory all the time has not been read here.
            if (chances-- > 0 && inMemory.test(oldest.getValue())) bounded.put(oldest.getKey(), oldest.getValue());
            else deleteFile(oldest.getKey());
        }
    }

    private void deleteFile(String name) {
        if (!writable) return;
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted", folder.resolve(name), e);
        }
    }

    private void use(String name, String key) {
        Map<String, String> names = names(name);
        names.remove(name);
        names.put(name, key);
    }

    private Map<String, String> names(String name) {
        return listed.test(name) ? staying : bounded;
    }
}
