package dev.after4j.app.cache;

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
    /** A stamp greater than all that were taken before, and than all expiries that have returned. */
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

    /** Expires all that carries one of {@code tags} and began before this returns. When it has returned, a crash does not undo it. */
    void expire(Collection<String> tags);

    /** The stamp of the last expiry of any of {@code tags}; 0 if there was none. May be greater than that was, never less. */
    long expired(Collection<String> tags);

    /** No more calls follow. */
    @Override
    default void close() {}
}
