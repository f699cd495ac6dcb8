package dev.after4j.spi;

import dev.after4j.internal.LazyEntry;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
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
    /** Weak: threads of a server outlive an application, whose class loader they would keep. */
    @SuppressWarnings("ThreadLocalUsage") // each integration enters requests of its own
    private final ThreadLocal<Reference<LazyEntry<Q, P>>> entries = new ThreadLocal<>();

    private final Surface surface;
    private final BiFunction<? super Q, ? super P, ? extends OpenScope> opener;

    /** {@code opener} is called once per entering, again only if it threw, on the entered thread, inside the call that needs the scope. */
    public LazyScopes(Surface surface, BiFunction<? super Q, ? super P, ? extends OpenScope> opener) {
        this.surface = Objects.requireNonNull(surface, "surface");
        this.opener = Objects.requireNonNull(opener, "opener");
    }

    /** Binds this thread to the exchange until {@code close} is called, on the same thread. */
    public OpenScope.Entered enter(Q request, P response) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(response, "response");
        return free().enter(request, response);
    }

    /** The thread's own entry; another while that is in use. */
    private LazyEntry<Q, P> free() {
        Reference<LazyEntry<Q, P>> known = entries.get();
        LazyEntry<Q, P> own = known == null ? null : known.get();
        if (own != null && own.isFree()) return own;
        LazyEntry<Q, P> made = new LazyEntry<>(surface, opener);
        if (own == null) entries.set(new WeakReference<>(made));
        return made;
    }
}
