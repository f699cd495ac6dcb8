package dev.after4j.internal;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.AfterTask;
import dev.after4j.AsyncAfterTask;
import dev.after4j.NoAfterScopeException;
import dev.after4j.Outcome;
import dev.after4j.TaskOptions;
import dev.after4j.request.RequestView;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A scope as seen from one surface; bound to a thread while its code is entered. Code of a request counts as entered
 * until it leaves; code of a task does not, since the task itself is counted until its end.
 */
public sealed class Binding implements AfterScope, OpenScope.Entered, Bound permits Computing {
    private static final VarHandle SCOPE = Fields.of(MethodHandles.lookup(), "scope", Scope.class);
    private static final ThreadLocal<@Nullable Bound> CURRENT = new ThreadLocal<>();

    private volatile @Nullable Scope scope;
    private final Surface surface;
    private final boolean inTask;
    private @Nullable Bound previous;

    Binding(Scope scope, Surface surface, boolean inTask) {
        SCOPE.set(this, scope);
        this.surface = surface;
        this.inTask = inTask;
    }

    /** As {@code outer}, whose scope it must ask for each time: see {@link #detach}. */
    Binding(Binding outer) {
        this.surface = outer.surface;
        this.inTask = outer.inTask;
    }

    /** What is bound to this thread. */
    public static Binding require() {
        Bound current = CURRENT.get();
        if (current == null) throw new NoAfterScopeException(Thread.currentThread());
        return current.binding();
    }

    /** What is bound to this thread, if anything is. */
    public static @Nullable Binding current() {
        Bound current = CURRENT.get();
        return current == null ? null : current.binding();
    }

    /** Where the code of this thread runs, if it is in a scope. */
    public static @Nullable Surface surfaceHere() {
        Bound current = CURRENT.get();
        return current == null ? null : current.surface();
    }

    /** Makes the code of this thread run on {@code surface}, in the scope that it is in. */
    public static OpenScope.Entered enter(Surface surface) {
        Bound current = CURRENT.get();
        if (current == null) throw new NoAfterScopeException(Thread.currentThread());
        if (current instanceof Binding bound && bound.inTask)
            throw new IllegalStateException("A task of " + bound.description() + " cannot run code of the " + surface
                    + ": it keeps the rules of the " + bound.surface + " that registered it; open a scope of its own");
        Inner inner = new Inner(current, surface);
        swap(inner);
        return inner;
    }

    /** Binds this thread to something else; returns what it was bound to. */
    public static @Nullable Bound swap(@Nullable Bound next) {
        Bound before = CURRENT.get();
        // set(null), not remove(): the next request on this thread then allocates no map entry
        CURRENT.set(next);
        return before;
    }

    @Override
    public Binding binding() {
        return this;
    }

    @Override
    public Surface surface() {
        return surface;
    }

    /** The same scope on a surface within this one. */
    Binding on(Surface inner) {
        return new Binding(scope(), inner, inTask);
    }

    Scope scope() {
        return Objects.requireNonNull(scope);
    }

    /** The memoised function that is being computed here, if one is. */
    MemoStore.@Nullable Cell computing() {
        return null;
    }

    /** What runs the tasks. */
    public AfterRuntime runtime() {
        return scope().runtime;
    }

    boolean inTask() {
        return inTask;
    }

    Binding enter() {
        if (!inTask) scope().entered();
        previous = swap(this);
        return this;
    }

    @Override
    public void close() {
        swap(previous);
        if (!inTask) scope().exited();
    }

    /** From now on this belongs to a scope that holds neither request nor memo (R21). */
    void detach() {
        scope = scope().detached();
    }

    @Override
    public void after(TaskOptions options, AfterTask task) {
        register(options, Objects.requireNonNull(task, "task"));
    }

    @Override
    public void after(TaskOptions options, AsyncAfterTask task) {
        register(options, Objects.requireNonNull(task, "task"));
    }

    private void register(TaskOptions options, Object body) {
        Objects.requireNonNull(options, "options");
        Scope mine = scope();
        mine.register(new Task(mine, surface.forTask(), options, body));
    }

    @Override
    public void after(TaskOptions options, CompletionStage<?> running) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(running, "running");
        if (options.condition().isPresent() || options.wantsPlatformThread())
            throw new IllegalArgumentException("A stage that is running already cannot have a condition or a thread"
                    + " (options '" + options.name().orElse("") + "'); pass () -> stage to start it after the finish");
        Scope mine = scope();
        mine.watch(new Task(mine, surface.forTask(), options, running), running);
    }

    @Override
    public void run(Runnable body) {
        if (inTask) runBound(body);
        else runEntered(scope(), body);
    }

    private void runEntered(Scope entered, Runnable body) {
        entered.entered();
        try {
            runBound(body);
        } finally {
            entered.exited();
        }
    }

    private void runBound(Runnable body) {
        call(() -> {
            body.run();
            return true;
        });
    }

    /** Calls {@code body} with this bound. */
    <T extends @Nullable Object> T call(Supplier<T> body) {
        Bound before = swap(this);
        try {
            return body.get();
        } finally {
            swap(before);
        }
    }

    @Override
    public String description() {
        return scope().description();
    }

    @Override
    public Reason reason() {
        return scope().reason();
    }

    @Override
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(scope().outcome());
    }

    /** The request, if this binding may read it (R14). */
    public RequestView request() {
        boolean late = inTask || scope().outcome() != null;
        if (late && surface.inTasks() == Surface.RequestAccess.REFUSED)
            throw new IllegalStateException(
                    "A task registered in the " + surface + " (" + scope().placeInApplication(surface)
                            + ") cannot read the request: read it outside the task and pass the value in");
        surface.requireRequest();
        return surface.seen(scope().request());
    }

    /** The store of what this scope's memos have computed. */
    MemoStore memos() {
        return scope().memos();
    }
}
