package dev.after4j.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the memoised functions of one scope have computed, and who waits for whom (R17). */
final class MemoStore {
    private record Key(Object function, @Nullable Object argument) {}

    /** What a function returned or threw. */
    private record Result(@Nullable Object value, @Nullable Throwable thrown) {
        @Nullable
        Object get() {
            if (thrown != null) throw MemoStore.<RuntimeException>unchecked(thrown);
            return value;
        }
    }

    /** A result that is being computed, or was. */
    static final class Cell {
        /** Never completed exceptionally: a future would unwrap some exceptions, and callers get what was thrown. */
        private final CompletableFuture<Result> result = new CompletableFuture<>();
        /** The cells that this computation waits for now; guarded by the store. */
        private final List<Cell> needs = new ArrayList<>(1);

        private boolean leadsTo(Cell other) {
            return this == other || needs.stream().anyMatch(needed -> needed.leadsTo(other));
        }
    }

    private final Map<Key, Cell> cells = new ConcurrentHashMap<>();

    /** The value of {@code function} for {@code argument}: computed here, awaited, or there already. */
    @Nullable
    Object get(Binding binding, MemoFunction<?, ?> function, @Nullable Object argument, Function<Binding, ?> compute) {
        Key key = new Key(function, argument);
        Cell known = cells.get(key);
        if (known != null && known.result.isDone()) return known.result.join().get();
        Cell mine = new Cell();
        Cell parent = binding.computing();
        Cell cell = claim(key, mine, parent, function);
        try {
            if (cell == mine) compute(key, cell, new Computing(binding, cell), compute);
            return await(cell, function);
        } finally {
            leave(parent, cell);
        }
    }

    private synchronized Cell claim(Key key, Cell mine, @Nullable Cell parent, MemoFunction<?, ?> function) {
        Cell present = cells.putIfAbsent(key, mine);
        Cell cell = present == null ? mine : present;
        if (parent == null) return cell;
        if (cell.leadsTo(parent))
            throw new IllegalStateException(
                    "The memoised function " + function
                            + " needs its own result to compute it; break the cycle between the functions that call each other");
        parent.needs.add(cell);
        return cell;
    }

    private synchronized void leave(@Nullable Cell parent, Cell cell) {
        if (parent != null) parent.needs.remove(cell);
    }

    private void compute(Key key, Cell cell, Binding inside, Function<Binding, ?> compute) {
        try {
            cell.result.complete(new Result(compute.apply(inside), null));
        } catch (Throwable thrown) {
            cells.remove(key, cell); // the next call computes anew
            cell.result.complete(new Result(null, thrown));
        }
    }

    private static @Nullable Object await(Cell cell, MemoFunction<?, ?> function) {
        try {
            return cell.result.get().get();
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + function + ", computed elsewhere");
        }
    }

    /** Throws what the function threw, which the compiler takes for unchecked. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
