package dev.after4j.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who is here: a stack that is joined without a lock, for things that come and go by the thousand and are looked for
 * rarely. Leaving costs nothing: who has left says so, and is swept out once the leavers may be most of the stack.
 */
final class Roster<E extends Roster.Entry> {
    private static final int SWEEP_FROM = 256;

    /** Something that joins one roster, once. */
    abstract static class Entry {
        private @Nullable Entry below;
        private int height;

        abstract boolean hasLeft();
    }

    private final AtomicReference<@Nullable Entry> top = new AtomicReference<>();
    private volatile int sweepAt = SWEEP_FROM;

    void join(E entry) {
        push(entry);
        if (((Entry) entry).height >= sweepAt) present();
    }

    private void push(Entry entry) {
        Entry below;
        do {
            below = top.get();
            entry.below = below;
            entry.height = below == null ? 1 : below.height + 1;
        } while (!top.compareAndSet(below, entry));
    }

    /** Everyone who joined before the call and has not left; sweeps out the others. Joining never waits for this. */
    @SuppressWarnings("unchecked") // only join puts entries in
    synchronized List<E> present() {
        List<E> present = new ArrayList<>();
        for (Entry entry = top.getAndSet(null); entry != null; ) {
            Entry below = entry.below;
            if (!entry.hasLeft()) {
                present.add((E) entry);
                push(entry);
            }
            entry = below;
        }
        sweepAt = Math.max(SWEEP_FROM, 2 * present.size());
        return present;
    }
}
