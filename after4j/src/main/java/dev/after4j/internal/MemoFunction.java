package dev.after4j.internal;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A function that computes once per scope and argument; identified by this object. */
public final class MemoFunction<K extends @Nullable Object, V extends @Nullable Object> implements Function<K, V> {
    private final Function<? super K, ? extends V> function;
    private final String name;

    /** {@code named} is the user's own object, which names the function in errors. */
    public MemoFunction(Function<? super K, ? extends V> function, Object named) {
        this.function = function;
        this.name = TaskNames.OF.get(named.getClass());
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a cell of this function holds what this function returned
    public V apply(K argument) {
        Binding binding = Binding.current();
        if (binding == null) return function.apply(argument);
        return (V) binding.memos().get(binding, this, argument, inside -> computed(inside, argument));
    }

    private V computed(Binding inside, K argument) {
        return inside.call(() -> function.apply(argument));
    }

    @Override
    public String toString() {
        return name;
    }
}
