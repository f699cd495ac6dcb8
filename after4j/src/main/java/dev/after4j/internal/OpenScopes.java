package dev.after4j.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that have tasks and no finish yet, for the drain to find. A stack that adds without a lock; a scope leaves
 * by clearing its entry, and cleared entries are swept out once they may be most of the stack.
 */
final class OpenScopes {
    private static final int SWEEP_FROM = 256;

    /** A scope's place in the stack. */
    static final class Entry {
        private volatile @Nullable Scope scope;
        private @Nullable Entry below;
        private int height;

        private Entry(Scope scope) {
            this.scope = scope;
        }

        void leave() {
            scope = null;
        }
    }

    private final AtomicReference<@Nullable Entry> top = new AtomicReference<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile int sweepAt = SWEEP_FROM;

    Entry add(Scope scope) {
        Entry entry = new Entry(scope);
        push(entry);
        if (entry.height >= sweepAt) sweep();
        return entry;
    }

    private void push(Entry entry) {
        Entry below;
        do {
            below = top.get();
            entry.below = below;
            entry.height = below == null ? 1 : below.height + 1;
        } while (!top.compareAndSet(below, entry));
    }

    private void sweep() {
        if (!sweeping.compareAndSet(false, true)) return;
        int kept = 0;
        for (Entry entry = top.getAndSet(null); entry != null; ) {
            Entry below = entry.below;
            if (entry.scope != null) {
                push(entry);
                kept++;
            }
            entry = below;
        }
        sweepAt = Math.max(SWEEP_FROM, 2 * kept);
        sweeping.set(false);
    }

    /** Every scope that was open before the call. */
    List<Scope> all() {
        List<Scope> open = new ArrayList<>();
        // a sweep moves entries; it takes no lock and waits for nothing, so this does not spin for long
        while (!sweeping.compareAndSet(false, true)) Thread.onSpinWait();
        for (Entry entry = top.get(); entry != null; entry = entry.below) {
            Scope scope = entry.scope;
            if (scope != null) open.add(scope);
        }
        sweeping.set(false);
        return open;
    }
}
