package dev.after4j.internal;

import dev.after4j.AfterScope;
import dev.after4j.AfterTask;
import dev.after4j.AsyncAfterTask;
import dev.after4j.NoAfterScopeException;
import dev.after4j.Outcome;
import dev.after4j.TaskOptions;
import dev.after4j.request.RequestView;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A scope as seen from one surface; bound to a thread while its code is entered. */
public final class Binding implements AfterScope, OpenScope.Entered {
    private static final ThreadLocal<@Nullable Binding> CURRENT = new ThreadLocal<>();

    private volatile Scope scope;
    private final Surface surface;
    private final boolean inTask;
    private @Nullable Binding previous;

    Binding(Scope scope, Surface surface, boolean inTask) {
        this.scope = scope;
        this.surface = surface;
        this.inTask = inTask;
    }

    /** What is bound to this thread. */
    public static Binding require() {
        Binding current = CURRENT.get();
        if (current == null) throw new NoAfterScopeException(Thread.currentThread());
        return current;
    }

    Binding bind() {
        scope.entered();
        previous = CURRENT.get();
        CURRENT.set(this);
        return this;
    }

    @Override
    public void close() {
        // set(null), not remove(): the next request on this thread then allocates no map entry, and nothing leaks
        CURRENT.set(previous);
        scope.exited();
    }

    /** From now on tasks of this binding belong to a scope that holds neither request nor memo (R21). */
    void detach() {
        Scope left = scope;
        scope = left.detached();
        scope.entered();
        left.exited();
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
        scope.register(new Task(scope, surface, options, body));
    }

    @Override
    public void after(TaskOptions options, CompletionStage<?> running) {
        Objects.requireNonNull(running, "running");
        if (options.condition().isPresent() || options.wantsPlatformThread())
            throw new IllegalArgumentException("A stage that is running already cannot have a condition or a thread"
                    + " (options '" + options.name().orElse("") + "'); pass () -> stage to start it after the finish");
        Task task = new Task(scope, surface, options, running);
        scope.watch(task, running);
    }

    @Override
    public void run(Runnable body) {
        Binding entered = new Binding(scope, surface, inTask).bind();
        try {
            body.run();
        } finally {
            entered.close();
        }
    }

    @Override
    public String description() {
        return scope.description();
    }

    @Override
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(scope.outcome());
    }

    /** The request, if this binding may read it. */
    public RequestView request() {
        boolean late = inTask || scope.outcome() != null;
        if (late && surface.inTasks() == Surface.RequestAccess.REFUSED)
            throw new IllegalStateException("A task registered in a " + surface + " (" + scope.description()
                    + ") cannot read the request: read it outside the task and pass the value in");
        return scope.request();
    }
}
