package dev.after4j.spi;

import dev.after4j.internal.LazyEntry;
import java.util.Objects;
import java.util.function.Function;

/**
 * Enters requests whose scope is opened when it is first asked for, for hosts that can attach their finish signal that
 * late: a request that never calls {@code after} then allocates nothing.
 *
 * <pre>{@code
 * LazyScopes<Request> scopes = new LazyScopes<>(surface, this::openAndAttachFinishSignal);
 * try (OpenScope.Entered entered = scopes.enter(request)) { handle(); }
 * }</pre>
 *
 * @param <R> the host's request
 */
public final class LazyScopes<R> {
    private final ThreadLocal<LazyEntry<R>> entries;
    private final Surface surface;
    private final Function<? super R, ? extends OpenScope> opener;

    /** {@code opener} is called at most once per entering, on the entered thread, inside the call that needs the scope. */
    public LazyScopes(Surface surface, Function<? super R, ? extends OpenScope> opener) {
        this.surface = Objects.requireNonNull(surface, "surface");
        this.opener = Objects.requireNonNull(opener, "opener");
        this.entries = ThreadLocal.withInitial(() -> new LazyEntry<>(surface, opener));
    }

    /** Binds this thread to the request until {@code close} is called, on the same thread. */
    public OpenScope.Entered enter(R request) {
        Objects.requireNonNull(request, "request");
        LazyEntry<R> own = entries.get();
        LazyEntry<R> free = own.request() == null ? own : new LazyEntry<>(surface, opener);
        return free.enter(request);
    }
}
