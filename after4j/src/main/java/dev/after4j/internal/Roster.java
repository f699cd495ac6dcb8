package dev.after4j.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who is here: a stack that is joined without waiting, for things that come and go by the thousand and are looked for
 * rarely. Leaving lets go of the thing at once; the empty entry is swept out when such entries may be most of the
 * stack.
 */
final class Roster<T> {
    private static final int SWEEP_FROM = 256;

    /** A place on one roster, joined once and left for ever. */
    static final class Entry<T> {
        private static final VarHandle PRESENT = Fields.of(MethodHandles.lookup(), "present", Object.class);

        private volatile @Nullable T present;
        private @Nullable Entry<T> below;
        private int height;

        Entry(T present) {
            PRESENT.set(this, present);
        }

        void leave() {
            PRESENT.setRelease(this, null);
        }
    }

    private final AtomicReference<@Nullable Entry<T>> top = new AtomicReference<>();
    private final ReentrantLock sweeping = new ReentrantLock();
    private volatile int sweepAt = SWEEP_FROM;

    /** Never waits: if somebody sweeps already, that will do. */
    void join(Entry<T> entry) {
        push(entry);
        if (entry.height < sweepAt || !sweeping.tryLock()) return;
        try {
            sweep();
        } finally {
            sweeping.unlock();
        }
    }

    private void push(Entry<T> entry) {
        Entry<T> below;
        do {
            below = top.get();
            entry.below = below;
            entry.height = below == null ? 1 : below.height + 1;
        } while (!top.compareAndSet(below, entry));
    }

    /** Everyone who joined before the call and has not left. Waits for a sweep that is under way. */
    List<T> present() {
        sweeping.lock();
        try {
            return sweep();
        } finally {
            sweeping.unlock();
        }
    }

    private List<T> sweep() {
        List<T> all = new ArrayList<>();
        for (Entry<T> entry = top.getAndSet(null); entry != null; ) {
            Entry<T> below = entry.below;
            entry.below = null; // whoever keeps an entry that left must not keep all that came after it
            T present = entry.present;
            if (present != null) {
                all.add(present);
                push(entry);
            }
            entry = below;
        }
        sweepAt = Math.max(SWEEP_FROM, 2 * all.size());
        return all;
    }
}
