package dev.after4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Some data that is to be loaded, for all who wait for it. */
final class Load {
    private record Result(@Nullable Loaded loaded, @Nullable Throwable thrown) {}

    private final String key;
    private final CacheOptions options;
    private final Supplier<? extends @Nullable Object> loader;
    /** Never completed exceptionally: a future would wrap some exceptions, and all get what was thrown. */
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    /** The loads that this one waits for now; guarded by {@link Loads}. */
    private final List<Load> needs = new ArrayList<>(1);

    /** Who is in the loader now. */
    private volatile @Nullable Thread thread;

    Load(String key, CacheOptions options, Supplier<? extends @Nullable Object> loader) {
        this.key = key;
        this.options = options;
        this.loader = loader;
    }

    String key() {
        return key;
    }

    CacheOptions options() {
        return options;
    }

    List<Load> needs() {
        return needs;
    }

    @Nullable
    Object load() {
        thread = Thread.currentThread();
        try {
            return loader.get();
        } finally {
            thread = null; // who waited may not have left yet
        }
    }

    /** Whether whoever waits for this on the calling thread waits for {@code other}, too; null is nobody in particular. */
    boolean needs(@Nullable Load other) {
        return this == other
                || thread == Thread.currentThread()
                || needs.stream().anyMatch(needed -> needed.needs(other));
    }

    void land(Loaded loaded) {
        result.complete(new Result(loaded, null));
    }

    void fail(Throwable thrown) {
        result.complete(new Result(null, thrown));
    }

    /** Whether it is over, and nothing was loaded. */
    boolean hasFailed() {
        Result known = result.getNow(null);
        return known != null && known.loaded == null;
    }

    /** What was loaded; throws what the loader threw. */
    Loaded await() {
        try {
            Result known = result.get();
            if (known.loaded != null) return known.loaded;
            throw Load.<RuntimeException>unchecked(known.thrown);
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + this + ", loaded elsewhere");
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(@Nullable Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Override
    public String toString() {
        return "the data '" + Fields.visible(key) + "'";
    }
}
