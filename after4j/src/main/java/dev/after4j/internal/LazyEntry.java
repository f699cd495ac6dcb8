package dev.after4j.internal;

import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds a thread to a request whose scope is opened when it is first asked for. Reused for request after request of
 * one thread, so that a request that never calls {@code after} allocates nothing.
 */
public final class LazyEntry<R> implements Bound, OpenScope.Entered {
    private final Surface surface;
    private final Function<? super R, ? extends OpenScope> opener;
    private @Nullable R request;
    private @Nullable Binding opened;
    private @Nullable Bound previous;

    /** See {@link dev.after4j.spi.LazyScopes}. */
    public LazyEntry(Surface surface, Function<? super R, ? extends OpenScope> opener) {
        this.surface = surface;
        this.opener = opener;
    }

    /** The request this entry is bound to; null while it is free. */
    public @Nullable R request() {
        return request;
    }

    /** Binds this thread. */
    public LazyEntry<R> enter(R entered) {
        request = entered;
        previous = Binding.swap(this);
        return this;
    }

    @Override
    public Binding binding() {
        Binding binding = opened;
        if (binding == null) {
            R live = request;
            if (live == null) throw new IllegalStateException("The request has been left");
            binding = new Binding((Scope) opener.apply(live), surface, false);
            binding.scope().entered();
            opened = binding;
        }
        return binding;
    }

    @Override
    public void close() {
        Binding binding = opened;
        Binding.swap(previous);
        request = null;
        opened = null;
        previous = null;
        if (binding != null) binding.scope().exited();
    }
}
