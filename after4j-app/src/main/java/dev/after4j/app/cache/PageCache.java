package dev.after4j.app.cache;

import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Keeps prerendered pages, and remembers which tags have been expired (R27). {@link #over} is one for a single server, {@link #inMemory} one
 * that forgets with its process; servers that share pages implement another, which must pass {@code PageCacheContract}.
 *
 * <p>It orders what happens by <i>stamps</i>, which only grow: a render takes one before it begins, and an expiry gets one of its own. A page is fresh
 * as long as it began after the last expiry of all of its tags, however late it was put here. Called from any thread, several at once.
 *
 * <p>What must hold for one that is shared by several servers: stamps grow across all of them; an expiry that has returned on one server is seen by
 * every later {@link #expired} on another; what it cannot answer for, such as a tag that it has forgotten, it says to have expired.
 */
public interface PageCache extends AutoCloseable {
    /** How many files of pages {@link #over} keeps that no build has listed. */
    int MOST_KEPT = 10_000;

    /** Keeps about {@code maxBytes} of pages, those used least recently go, and forgets all with the process. */
    static PageCache inMemory(long maxBytes) {
        return new InMemoryPages(maxBytes, Expiries.MOST_TAGS);
    }

    /**
     * {@link #over(Path, long, int, String)} with files of at most {@link #MOST_KEPT} pages that are not of the build.
     *
     * <pre>{@code
     * PageCache pages = PageCache.over(Path.of(".after4j"), 64 * 1024 * 1024, "shop 1.4.2");
     * }</pre>
     */
    static PageCache over(Path folder, long maxBytes, String fingerprint) {
        return over(folder, maxBytes, MOST_KEPT, fingerprint);
    }

    /**
     * Keeps about {@code maxBytes} of pages in memory over files in {@code folder}: those that a build has written there ({@link BuiltPages}), and those
     * that are put here. Pages that leave the memory come back from their files, also after a restart. What has returned survives the end of the
     * process, {@code kill -9} included, as it has been handed to the operating system; it is not forced to the disk, so that after a power failure a page
     * may be rendered again, or an expiry of the last seconds be undone.
     *
     * <p>A folder belongs to one server, or one build, at a time. If it cannot be written there is one warning: the pages of the build are served, what is
     * rendered later is kept in memory only, and its expiries are forgotten with the process.
     *
     * @param maxKept how many files of pages that the build has not listed are kept, as a page with free parameters must not fill a disk; those used
     *     least recently go
     * @param fingerprint a line that tells one version of an application from any other
     * @throws IllegalStateException if the folder is in use, or was built with another fingerprint or by another version of after4j
     */
    static PageCache over(Path folder, long maxBytes, int maxKept, String fingerprint) {
        return FolderPages.open(folder, maxBytes, maxKept, Expiries.MOST_TAGS, fingerprint);
    }

    /** A stamp, of 1 or more, that is greater than all that were taken before, and than those of all expiries that have returned. */
    long stamp();

    /** The page that was kept last under {@code key}, however old; null if none is. What is kept and cannot be read is none, with a line in the log. */
    @Nullable
    CachedPage get(String key);

    /**
     * Keeps {@code page} in place of one that began earlier, or as late; one that began later stays. Whoever calls {@link #get} sees
     * the whole of one of them. Does not throw for want of a place: the page is then rendered again when it is asked for.
     */
    void put(String key, CachedPage page);

    /** Forgets the page under {@code key}, if one is kept. */
    void remove(String key);

    /**
     * Expires all that carries one of {@code tags} and began before this was called; what begins while it runs may be found either way. When it has
     * returned, a crash does not undo it.
     *
     * @throws java.io.UncheckedIOException if it cannot be made to outlast a crash; until then it holds
     */
    void expire(Collection<String> tags);

    /**
     * The stamp of the last expiry of any of {@code tags}; -1 if there was none, as the pages of a build began at 0. May be greater than that
     * was, never less.
     */
    long expired(Collection<String> tags);

    /** Whether one of the page's tags was expired after its render began. Asked at each request; where nothing was expired it should cost next to nothing. */
    default boolean isExpired(CachedPage page) {
        return page.begun() <= expired(page.tags());
    }

    /** No more calls follow. */
    @Override
    default void close() {}
}
