package dev.after4j;

import dev.after4j.internal.MemoFunction;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Functions that compute once per scope (R17). What was computed during the request is reused inside its tasks, and
 * tasks share among themselves without computing twice. A function is identified by what these methods return: keep
 * that in a {@code static final} field or in a singleton.
 *
 * <pre>{@code
 * private static final Function<Long, Customer> CUSTOMER = Memo.perRequestBy(id -> customers.find(id));
 * }</pre>
 *
 * <p>Concurrent callers wait for one computation. If it throws they all get its exception, and the next call computes
 * anew. {@code null} is a value. Outside a scope each call computes. A computation that needs its own result, also by
 * way of other functions or of threads the scope was taken to, is an {@link IllegalStateException} naming the function;
 * so is an interrupt while waiting, with the thread's flag set again.
 */
public final class Memo {
    private Memo() {}

    /** {@code function}, called once per scope. */
    public static <T extends @Nullable Object> Supplier<T> perRequest(Supplier<? extends T> function) {
        Objects.requireNonNull(function, "function");
        MemoFunction<@Nullable Void, T> memo = new MemoFunction<>(none -> function.get(), function);
        return () -> memo.apply(null);
    }

    /** {@code function}, called once per scope and argument; arguments are compared by {@code equals}. */
    public static <K extends @Nullable Object, V extends @Nullable Object> Function<K, V> perRequestBy(
            Function<? super K, ? extends V> function) {
        return new MemoFunction<>(Objects.requireNonNull(function, "function"), function);
    }
}
