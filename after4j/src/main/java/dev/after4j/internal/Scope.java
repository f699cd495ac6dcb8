package dev.after4j.internal;

import dev.after4j.AfterScope;
import dev.after4j.Outcome;
import dev.after4j.request.RequestCookies;
import dev.after4j.request.RequestHeaders;
import dev.after4j.request.RequestView;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.RequestSource;
import dev.after4j.spi.Surface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects tasks until the finish and hands on those that come later. {@code state} is null, then the stack of tasks
 * registered so far, and from the finish on for ever the outcome: one compare-and-set decides for each task on which
 * side of the finish it is.
 */
public final class Scope implements OpenScope {
    final DefaultRuntime runtime;
    private final @Nullable String name;
    private final long startedNanos;
    private volatile @Nullable RequestSource source;
    private volatile @Nullable RequestView request;
    private final AtomicReference<@Nullable Object> state = new AtomicReference<>();
    /** Entered code and tasks that have not ended; at zero after the finish the scope is settled. */
    private final AtomicInteger live = new AtomicInteger();

    private final AtomicReference<@Nullable CompletableFuture<Void>> settled = new AtomicReference<>();
    volatile long finishedNanos;

    /** A scope of a request. */
    public Scope(DefaultRuntime runtime, RequestSource source) {
        this.runtime = runtime;
        this.name = null;
        this.source = source;
        this.startedNanos = source.startedNanos();
    }

    Scope(DefaultRuntime runtime, String name) {
        this.runtime = runtime;
        this.name = name;
        this.startedNanos = runtime.time.nanoTime();
    }

    @Override
    public AfterScope scope(Surface surface) {
        return new Binding(this, surface, false);
    }

    @Override
    public Entered enter(Surface surface) {
        return new Binding(this, surface, false).bind();
    }

    void entered() {
        live.getAndIncrement();
    }

    void exited() {
        if (live.decrementAndGet() == 0 && outcome() != null) settle();
    }

    void register(Task task) {
        admit(task);
        Object seen;
        do {
            seen = state.get();
            if (seen instanceof Outcome) {
                runtime.open.remove(this);
                runtime.dispatch(List.of(task));
                return;
            }
            if (seen == null) runtime.open.add(this);
            task.next = (Task) seen;
        } while (!state.compareAndSet(seen, task));
        // a drain that looked at the open scopes just before this one joined them must still find it
        if (runtime.draining()) finish(Outcome.aborted(0));
    }

    void watch(Task task, CompletionStage<?> running) {
        admit(task);
        runtime.watch(task, running);
    }

    /** Counts the task and sees that the host waits for it. */
    private void admit(Task task) {
        copyRequest();
        runtime.registered(task);
        int before = live.getAndIncrement();
        if (runtime.waitUntil == null) return;
        boolean reopened = before == 0 && outcome() != null;
        if (!reopened && settled.get() != null) return;
        CompletableFuture<Void> next = new CompletableFuture<>();
        // replacing, not reusing: a settle that is under way may complete the stage it saw, but never this one
        if (reopened) {
            CompletableFuture<Void> last = settled.getAndSet(next);
            runtime.askToWait(next);
            if (last != null) last.complete(null);
        } else if (settled.compareAndSet(null, next)) {
            runtime.askToWait(next);
        }
    }

    private void settle() {
        CompletableFuture<Void> stage = settled.get();
        if (stage != null && live.get() == 0 && settled.compareAndSet(stage, null)) stage.complete(null);
    }

    @Override
    public void finish(Outcome outcome) {
        long now = runtime.time.nanoTime();
        Outcome timed = outcome.took(Duration.ofNanos(Math.max(0, now - startedNanos)));
        Object seen;
        do {
            seen = state.get();
            if (seen instanceof Outcome) return;
            finishedNanos = now;
        } while (!state.compareAndSet(seen, timed));
        source = null;
        if (seen != null) {
            runtime.open.remove(this);
            runtime.dispatch(inOrder((Task) seen));
        }
        if (live.get() == 0) settle();
    }

    private static List<Task> inOrder(Task last) {
        ArrayList<Task> tasks = new ArrayList<>();
        for (Task task = last; task != null; ) {
            tasks.add(task);
            Task before = task.next;
            task.next = null;
            task = before;
        }
        java.util.Collections.reverse(tasks);
        return tasks;
    }

    @Nullable Outcome outcome() {
        return state.get() instanceof Outcome outcome ? outcome : null;
    }

    /** A finished scope of the same description that holds nothing of the request. */
    Scope detached() {
        Scope bare = new Scope(runtime, description());
        bare.finishedNanos = finishedNanos;
        bare.state.set(outcome());
        return bare;
    }

    String description() {
        if (name != null) return name;
        RequestView view = copyRequest();
        return view == null ? "a request" : view.method() + " " + view.path();
    }

    RequestView request() {
        RequestView view = copyRequest();
        if (view != null) return view;
        throw new IllegalStateException(
                "'" + description() + "' has no request to read: it is work without one, or its request is over");
    }

    private @Nullable RequestView copyRequest() {
        RequestView view = request;
        RequestSource live = source;
        if (view != null || live == null) return view;
        view = new RequestView(
                live.method(),
                live.path(),
                Optional.ofNullable(live.route()),
                new RequestHeaders(pairs(live::headers)),
                new RequestCookies(pairs(live::cookies)));
        request = view;
        return view;
    }

    private static List<Map.Entry<String, String>> pairs(Consumer<BiConsumer<String, String>> all) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        all.accept((key, value) -> pairs.add(Map.entry(key, value)));
        return pairs;
    }
}
