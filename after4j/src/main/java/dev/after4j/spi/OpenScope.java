package dev.after4j.spi;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.Outcome;
import dev.after4j.internal.DefaultRuntime;
import dev.after4j.internal.Scope;

/**
 * A host's side of a scope: open it, enter it around the code of the request, finish it once the exchange is over.
 *
 * <pre>{@code
 * OpenScope scope = OpenScope.open(runtime, source);
 * try (OpenScope.Entered entered = scope.enter(surface)) { handle(); }
 * // and when the server reports the last byte, the failure or the lost client:
 * scope.finish(Outcome.completed(200));
 * }</pre>
 */
public sealed interface OpenScope permits Scope {
    /** Opens a scope for a request. */
    static OpenScope open(AfterRuntime runtime, RequestSource request) {
        return new Scope((DefaultRuntime) runtime, request);
    }

    /** The scope as users see it from {@code surface}, without binding it. */
    AfterScope scope(Surface surface);

    /** Binds the scope to this thread until {@code close} is called, on the same thread. */
    Entered enter(Surface surface);

    /** The exchange is over. Any thread; only signals; repeats are ignored (R08). Never throws. */
    void finish(Outcome outcome);

    /** A bound scope. */
    interface Entered extends AutoCloseable {
        /** Restores what was bound before. */
        @Override
        void close();
    }
}
