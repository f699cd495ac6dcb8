package dev.after4j.app.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stamps, what was expired, and which pages of the build are gone: in memory, and in a journal for the next process. */
final class History {
    private static final Logger LOG = LoggerFactory.getLogger(PageCache.class);

    /** So that a render does not wait for a file: stamps are noted before they are taken, so many at once. A restart leaves out what remains of them. */
    private static final long BLOCK = 1_000;

    /** The journal is written anew when most of its lines say nothing any more. */
    private static final int SPARE_LINES = 1_000;

    private final Journal journal;
    private final String fingerprint;
    private boolean lasting;
    private final Expiries expiries;
    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private final AtomicLong stamps;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile long reserved;
    private volatile long reserveAt;

    /** Without a {@code journal} that can be added to, it forgets all with the process. */
    History(Journal journal, String fingerprint, Past past, int mostTags) {
        this.journal = journal;
        this.fingerprint = fingerprint;
        lasting = journal.canAdd();
        stamps = new AtomicLong(past.reserved());
        reserved = past.reserved();
        reserveAt = lasting ? past.reserved() : Long.MAX_VALUE;
        removed.addAll(past.removed());
        expiries = new Expiries(mostTags);
        if (past.floor() != Expiries.NEVER) expiries.raiseFloor(past.floor());
        past.expired().forEach((tag, stamp) -> expiries.record(stamp, List.of(tag)));
    }

    long stamp() {
        long stamp = stamps.incrementAndGet();
        if (stamp >= reserveAt) reserve(stamp);
        return stamp;
    }

    private void reserve(long stamp) {
        writing.lock();
        try {
            if (stamp < reserveAt) return;
            reserveAt = stamp + BLOCK;
            write(List.of(Past.reserved(stamp + BLOCK)));
            reserved = stamp + BLOCK;
        } catch (IOException e) {
            LOG.warn("Pages rendered now are kept in memory only: their journal cannot be written", e);
        } finally {
            writing.unlock();
        }
    }

    /** Whether no later process will take a stamp that is not greater. A page that began at one that is not safe must not be there when it starts. */
    boolean isSafe(long stamp) {
        return stamp < reserved;
    }

    void expire(Collection<String> tags) {
        List<String> expired = List.copyOf(tags);
        if (expired.isEmpty()) return;
        writing.lock();
        try {
            long stamp = stamp();
            try {
                write(expired.stream().map(tag -> Past.expired(stamp, tag)).toList());
            } finally {
                expiries.record(stamp, expired);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expired until this process ends, but not noted for the next one: " + expired, e);
        } finally {
            writing.unlock();
        }
    }

    void remove(String key) {
        if (!removed.add(key)) return;
        writing.lock();
        try {
            write(List.of(Past.removed(key)));
        } catch (IOException e) {
            LOG.warn(
                    "The page of {} is gone until this process ends, but that could not be noted for the next one",
                    key,
                    e);
        } finally {
            writing.unlock();
        }
    }

    boolean isRemoved(String key) {
        return removed.contains(key);
    }

    Expiries expiries() {
        return expiries;
    }

    /** Nothing is noted any more. */
    void close() {
        writing.lock();
        try {
            lasting = false;
            reserved = 0;
            reserveAt = Long.MAX_VALUE;
        } finally {
            writing.unlock();
        }
    }

    private void write(List<String> more) throws IOException {
        if (!lasting) return;
        int live = expiries.tags().size() + removed.size();
        if (journal.canAdd() && journal.lines() < 2 * live + SPARE_LINES) {
            journal.add(more);
            return;
        }
        List<String> all =
                new ArrayList<>(new Past(reserved, expiries.floor(), expiries.tags(), removed).lines(fingerprint));
        all.addAll(more);
        journal.write(all);
    }
}
