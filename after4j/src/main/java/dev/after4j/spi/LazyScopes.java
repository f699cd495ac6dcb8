package dev.after4j.spi;

import dev.after4j.internal.LazyEntry;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * Enters requests whose scope is opened when it is first asked for, for hosts that can attach their finish signal that
 * late: a request that never calls {@code after} then allocates nothing.
 *
 * <pre>{@code
 * LazyScopes<Request, Response> scopes = new LazyScopes<>(surface, this::openAndAttachFinishSignal);
 * try (OpenScope.Entered entered = scopes.enter(request, response)) { handle(); }
 * }</pre>
 *
 * @param <Q> the host's request
 * @param <P> the host's response
 */
public final class LazyScopes<Q, P> {
    private final ThreadLocal<LazyEntry<Q, P>> entries;
    private final Surface surface;
    private final BiFunction<? super Q, ? super P, ? extends OpenScope> opener;

    /** {@code opener} is called once per entering, again only if it threw, on the entered thread, inside the call that needs the scope. */
    public LazyScopes(Surface surface, BiFunction<? super Q, ? super P, ? extends OpenScope> opener) {
        this.surface = Objects.requireNonNull(surface, "surface");
        this.opener = Objects.requireNonNull(opener, "opener");
        this.entries = ThreadLocal.withInitial(() -> new LazyEntry<>(surface, opener));
    }

    /** Binds this thread to the exchange until {@code close} is called, on the same thread. */
    public OpenScope.Entered enter(Q request, P response) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(response, "response");
        LazyEntry<Q, P> own = entries.get();
        LazyEntry<Q, P> free = own.isFree() ? own : new LazyEntry<>(surface, opener);
        return free.enter(request, response);
    }
}
