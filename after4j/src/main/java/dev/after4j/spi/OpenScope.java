package dev.after4j.spi;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.Outcome;
import dev.after4j.internal.Binding;
import dev.after4j.internal.DefaultRuntime;
import dev.after4j.internal.Scope;
import dev.after4j.internal.TaskNames;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

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
    /**
     * The attribute of a server's request that holds its scope. An integration looks there first and joins what it finds:
     * it enters that scope and leaves the finish to whoever opened it (R01). Whoever opens one sets the attribute last,
     * once the finish signal is in place. The name differs for each class loader that has loaded this class, since
     * copies of the library cannot join each other's scopes.
     */
    String ATTRIBUTE = OpenScope.class.getName() + "@"
            + Integer.toHexString(System.identityHashCode(OpenScope.class.getClassLoader()));

    /** Opens a scope for a request. */
    static OpenScope open(AfterRuntime runtime, RequestSource request) {
        return new Scope((DefaultRuntime) runtime, request);
    }

    /**
     * Opens a scope for something that is made without a request, such as a page that is kept (R25). Any thread; the
     * time that its outcome tells counts from here. Whoever opens it finishes it, discards it or lets it
     * {@linkplain #finishAfter follow} another:
     *
     * <pre>{@code
     * OpenScope scope = OpenScope.open(runtime, "first render of /teas", AfterScope.Reason.FIRST_RENDER);
     * try (OpenScope.Entered entered = scope.enter(surface)) { handle(); }
     * scope.finishAfter(After.scope(), Outcome.completed(200)); // or scope.discard(), if nobody is to see it
     * }</pre>
     *
     * @param description names it in logs and reports
     * @throws IllegalArgumentException if {@code description} is blank, or {@code reason} is {@code REQUEST}
     */
    static OpenScope open(AfterRuntime runtime, String description, AfterScope.Reason reason) {
        return ((DefaultRuntime) runtime).open(description, reason);
    }

    /** The runtime that runs the tasks of {@code scope}; at any time, on any thread. */
    static AfterRuntime runtimeOf(AfterScope scope) {
        return ((Binding) scope).runtime();
    }

    /**
     * The scope bound to this thread, opened now if its host opens late; null if there is none, or if the host cannot open
     * it: whoever takes a scope along has not called {@code after}, which would say why.
     */
    static @Nullable AfterScope bound() {
        try {
            return Binding.current();
        } catch (RuntimeException notToBeOpened) {
            return null;
        }
    }

    /**
     * Binds {@code scope} to this thread, or nothing if it is null, until something else is bound: for carriers that set
     * and clear values of threads. It does not count as entered. Others use {@link #enter} or {@link AfterScope#run}.
     */
    static void bind(@Nullable AfterScope scope) {
        Binding.swap((Binding) scope);
    }

    /**
     * Notes where {@code task} was made, while that place is on the stack: for whoever registers it later, such as at a
     * commit. Its name is then the one that it would have got at once (R04).
     */
    static void rememberPlaceOf(Object task) {
        TaskNames.OF.get(task.getClass());
    }

    /** The scope as users see it from {@code surface}, without binding it. */
    AfterScope scope(Surface surface);

    /** Binds the scope to this thread until {@code close} is called, on the same thread. */
    Entered enter(Surface surface);

    /**
     * The host may know the route of the request by now: if the request was read when it was unknown, and the finish has
     * not come, the route is read again. On the thread of the request. Never throws.
     */
    void readAgain();

    /**
     * The host stays for {@code left} from now. A task of this scope that runs then is interrupted, and one that has not begun never does; both end as
     * TIMED_OUT (R21). Zero or less is at once. For hosts that end or freeze the process at a deadline of their own. Any thread; a further call replaces the limit.
     */
    void allow(Duration left);

    /** The exchange is over. Any thread; only signals; repeats are ignored (R08). Never throws. */
    void finish(Outcome outcome);

    /**
     * Finishes this with {@code outcome} when {@code other} is finished or discarded, on the thread that does it; here and now if that
     * has happened (R25). Any thread; only signals, and never throws. It is a {@link #finish} like others: what finishes or discards this
     * before counts instead, as a drain does, which finishes what has tasks as ABORTED and does not wait for {@code other} (R22).
     */
    void finishAfter(AfterScope other, Outcome outcome);

    /**
     * What this scope was opened for has been thrown away: its tasks, and those that come later, never begin and end as DISCARDED, each on a
     * thread of the runtime; stages that were handed in running are no longer awaited, but not cancelled, and end as DISCARDED unless they have
     * completed (R24). Instead of a {@link #finish}: ignored after one, and one that comes later is ignored. To who asks for the outcome it is
     * ABORTED. Any thread; only signals, and never throws.
     */
    void discard();

    /**
     * Completes when the scope has settled: it is finished or discarded, no code is entered, and all tasks have ended, nested ones included.
     * Never fails. Any thread, at any time: asked when it has settled, the stage is complete, and a task that comes later is waited for only
     * by who asks after that. It completes on the thread that ends the last of it, which may be a thread of the request: what depends on it must be quick, or
     * go elsewhere. A host that has {@linkplain WaitUntil to wait} is shown the stage, as if a task had been registered (R23).
     */
    CompletionStage<Void> settled();

    /** A bound scope. */
    interface Entered extends AutoCloseable {
        /** Restores what was bound before. */
        @Override
        void close();
    }
}
