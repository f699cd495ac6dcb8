package dev.after4j.app.cache;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which tag was expired when, by stamps. The tags of a page that nobody asks for any more must not fill the memory: when they are too many, the older
 * half of them is forgotten, and a tag that is not known counts as expired when the last of those was. One thread at a time writes, many read.
 */
final class Expiries {
    static final int MOST_TAGS = 100_000;
    static final long NEVER = -1;

    private final int mostTags;
    private final ConcurrentHashMap<String, Long> tags = new ConcurrentHashMap<>();
    private volatile long floor = NEVER;
    private volatile long last = NEVER;

    Expiries(int mostTags) {
        this.mostTags = mostTags;
    }

    void record(long stamp, Collection<String> expired) {
        for (String tag : expired) tags.merge(tag, stamp, Math::max);
        last = Math.max(last, stamp);
        if (tags.size() > mostTags) forgetOlderHalf();
    }

    private void forgetOlderHalf() {
        long[] stamps = tags.values().stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(stamps);
        raiseFloor(stamps[stamps.length / 2]);
        tags.values().removeIf(stamp -> stamp <= floor);
    }

    /** Everything with a tag that is not known, and begun before {@code stamp}, is expired. */
    void raiseFloor(long stamp) {
        floor = Math.max(floor, stamp);
        last = Math.max(last, stamp);
    }

    /** The last expiry of all. Nothing that began after it has to be looked at any closer. */
    long last() {
        return last;
    }

    long floor() {
        return floor;
    }

    Map<String, Long> tags() {
        return tags;
    }

    long lastOf(Collection<String> asked) {
        if (last == NEVER) return NEVER;
        long stamp = NEVER;
        for (String tag : asked) stamp = Math.max(stamp, tags.getOrDefault(tag, NEVER));
        // After the tags: one that has just been forgotten raised the floor before.
        return Math.max(stamp, floor);
    }
}
