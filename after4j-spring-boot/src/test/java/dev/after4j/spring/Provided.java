package dev.after4j.spring;

import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;

/** A bean without a context. */
record Provided<T>(Supplier<T> bean) implements ObjectProvider<T> {
    @Override
    public T getObject() {
        return bean.get();
    }
}
