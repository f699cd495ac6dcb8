package dev.after4j.servlet;

import dev.after4j.AfterScope;
import dev.after4j.spi.OpenScope;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets the context-propagation library take the scope to other threads, so that {@code after} works there too (R03):
 * in operators of Reactor, in wrapped executors, in {@code @Async} methods. Registered by itself.
 *
 * <p>A snapshot taken in a request opens its scope, as {@code after} would: on the other thread it would be too late,
 * since the container's request may only be touched on its own. The request is not read for it.
 */
@SuppressWarnings("exports") // whoever uses it has the library
public final class ScopeAccessor implements ThreadLocalAccessor<AfterScope> {
    /** The key of the scope in contexts and snapshots. */
    public static final String KEY = "dev.after4j.scope";

    /** Called by the library. */
    public ScopeAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    /** The scope bound to this thread; in a task the task's, whose rules (R14, R21) go along. */
    @Override
    public @Nullable AfterScope getValue() {
        return OpenScope.bound();
    }

    /** Binds {@code scope}; the exchange does not wait for what runs here. */
    @Override
    public void setValue(AfterScope scope) {
        OpenScope.bind(scope);
    }

    /** Binds nothing. */
    @Override
    public void setValue() {
        OpenScope.bind(null);
    }
}
