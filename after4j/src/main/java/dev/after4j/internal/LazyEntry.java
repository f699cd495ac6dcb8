package dev.after4j.internal;

import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Binds a thread to an exchange whose scope is opened when it is first asked for. Reused for exchange after exchange of
 * one thread, so that a request that never calls {@code after} allocates nothing.
 */
public final class LazyEntry<Q, P> implements Bound, OpenScope.Entered {
    private final Surface surface;
    private final BiFunction<? super Q, ? super P, ? extends OpenScope> opener;
    private @Nullable Q request;
    private @Nullable P response;
    private @Nullable Binding opened;
    private @Nullable Bound previous;

    /** See {@link dev.after4j.spi.LazyScopes}. */
    public LazyEntry(Surface surface, BiFunction<? super Q, ? super P, ? extends OpenScope> opener) {
        this.surface = surface;
        this.opener = opener;
    }

    /** Whether no exchange is entered. */
    public boolean isFree() {
        return request == null;
    }

    /** Binds this thread. */
    public LazyEntry<Q, P> enter(Q ofRequest, P ofResponse) {
        request = ofRequest;
        response = ofResponse;
        previous = Binding.swap(this);
        return this;
    }

    @Override
    public Binding binding() {
        Binding binding = opened;
        return binding != null ? binding : open();
    }

    @Override
    public Surface surface() {
        return surface;
    }

    private Binding open() {
        Q from = request;
        P to = response;
        if (from == null || to == null) throw new IllegalStateException("The exchange has been left");
        Binding binding = new Binding((Scope) opener.apply(from, to), surface, false);
        binding.scope().entered();
        opened = binding;
        return binding;
    }

    @Override
    public void close() {
        Binding binding = opened;
        Binding.swap(previous);
        request = null;
        response = null;
        opened = null;
        previous = null;
        if (binding != null) binding.scope().exited();
    }
}
