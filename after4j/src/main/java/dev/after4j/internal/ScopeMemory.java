package dev.after4j.internal;

import dev.after4j.request.RequestView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a scope remembers once something was registered or asked for; a request that does neither pays nothing for it. */
final class ScopeMemory {
    private static final VarHandle SETTLED = Fields.of(MethodHandles.lookup(), "settled", CompletableFuture.class);
    private static final VarHandle MEMOS = Fields.of(MethodHandles.lookup(), "memos", MemoStore.class);

    final long startedNanos;
    volatile @Nullable RequestView request;
    /** When the host will be gone; null if it stays. */
    volatile @Nullable Long lastNanos;
    /** Where a drain finds the scope while it is open and has tasks. */
    private volatile Roster.@Nullable Entry<Scope> open;

    private volatile @Nullable CompletableFuture<Void> settled;
    private volatile @Nullable MemoStore memos;
    /** What happens at the finish, besides. */
    private @Nullable List<Runnable> followers;

    ScopeMemory(long startedNanos) {
        this.startedNanos = startedNanos;
    }

    void open(Roster.Entry<Scope> entry) {
        open = entry;
    }

    void close() {
        Roster.Entry<Scope> entry = open;
        if (entry != null) entry.leave();
    }

    synchronized void follow(Runnable follower) {
        if (followers == null) followers = new ArrayList<>(1);
        followers.add(follower);
    }

    /** Each is given once. */
    synchronized List<Runnable> takeFollowers() {
        List<Runnable> all = followers;
        followers = null;
        return all == null ? List.of() : all;
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
