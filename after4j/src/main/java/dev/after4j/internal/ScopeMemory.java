package dev.after4j.internal;

import dev.after4j.request.RequestView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a scope remembers once something was registered or asked for; a request that does neither pays nothing for it. */
final class ScopeMemory extends Roster.Entry {
    private static final VarHandle SETTLED;
    private static final VarHandle MEMOS;

    static {
        try {
            var lookup = MethodHandles.lookup();
            SETTLED = lookup.findVarHandle(ScopeMemory.class, "settled", CompletableFuture.class);
            MEMOS = lookup.findVarHandle(ScopeMemory.class, "memos", MemoStore.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final long startedNanos;
    volatile @Nullable RequestView request;
    /** The scope while it is open and has tasks, for the drain to find. */
    private volatile @Nullable Scope open;

    private volatile @Nullable CompletableFuture<Void> settled;
    private volatile @Nullable MemoStore memos;

    ScopeMemory(long startedNanos) {
        this.startedNanos = startedNanos;
    }

    @Nullable
    Scope open() {
        return open;
    }

    void open(Scope scope) {
        open = scope;
    }

    void close() {
        open = null;
    }

    @Override
    boolean hasLeft() {
        return open == null;
    }

    @Nullable
    CompletableFuture<Void> settled() {
        return settled;
    }

    boolean swapSettled(@Nullable CompletableFuture<Void> from, @Nullable CompletableFuture<Void> to) {
        return SETTLED.compareAndSet(this, from, to);
    }

    MemoStore memos() {
        MemoStore store = memos;
        if (store != null) return store;
        MemoStore made = new MemoStore();
        return MEMOS.compareAndSet(this, null, made) ? made : memos();
    }
}
