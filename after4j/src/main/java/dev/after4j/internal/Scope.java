package dev.after4j.internal;

import dev.after4j.AfterScope;
import dev.after4j.Outcome;
import dev.after4j.request.RequestView;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.RequestSource;
import dev.after4j.spi.Surface;
import dev.after4j.spi.WaitUntil;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects tasks until the finish and hands on those that come later. {@code state} is null, then the chain of tasks
 * registered so far, and from the finish on the outcome, at first with the tasks that came while the finish handed its
 * chain on: one compare-and-set decides for each task on which side of the finish it is. Being discarded comes instead
 * of the finish. Kept to a few fields, since every request has one.
 */
public final class Scope implements OpenScope {
    /** The finish is handing its tasks on: who registers meanwhile must not overtake them (R09). */
    private record HandingOn(Outcome outcome, @Nullable Task late) {}

    /** What tasks were for has been thrown away: whatever is registered now is, too (R24). */
    private record Discarded(Outcome outcome) {}

    /** Work that no request is behind. */
    private record Work(String name, AfterScope.Reason reason) {}

    private static final VarHandle STATE = Fields.of(MethodHandles.lookup(), "state", Object.class);
    private static final VarHandle LIVE = Fields.of(MethodHandles.lookup(), "live", int.class);
    private static final VarHandle MEMORY = Fields.of(MethodHandles.lookup(), "memory", ScopeMemory.class);
    private static final VarHandle ABOUT = Fields.of(MethodHandles.lookup(), "about", Object.class);

    final DefaultRuntime runtime;
    /** The live request until the finish; or the {@link Work} without one. */
    private volatile @Nullable Object about;

    private volatile @Nullable Object state;
    /** Entered code and tasks that have not ended; at zero after the finish the scope is settled. */
    private volatile int live;

    private volatile @Nullable ScopeMemory memory;

    /** A scope of a request. */
    public Scope(DefaultRuntime runtime, RequestSource source) {
        this.runtime = runtime;
        ABOUT.set(this, source);
    }

    /** A scope without a request. */
    Scope(DefaultRuntime runtime, String name, AfterScope.Reason reason) {
        this.runtime = runtime;
        ABOUT.set(this, new Work(name, reason));
        MEMORY.set(this, new ScopeMemory(runtime.time.nanoTime()));
    }

    @Override
    public AfterScope scope(Surface surface) {
        return new Binding(this, surface, false);
    }

    @Override
    public Entered enter(Surface surface) {
        return new Binding(this, surface, false).enter();
    }

    void entered() {
        LIVE.getAndAdd(this, 1);
    }

    void exited() {
        if ((int) LIVE.getAndAdd(this, -1) == 1 && outcome() != null) settle();
    }

    void register(Task task) {
        admit(task);
        Object seen;
        do {
            seen = state;
            if (seen instanceof Outcome || seen instanceof Discarded) {
                task.next = null; // an attempt that lost to the finish had linked tasks that are the finish's
                if (seen instanceof Outcome) runtime.dispatchLate(task);
                else runtime.discard(task);
                return;
            }
        } while (!STATE.compareAndSet(this, seen, on(seen, task)));
        if (seen == null) joinOpenScopes();
    }

    private static Object on(@Nullable Object seen, Task task) {
        if (seen instanceof HandingOn finish) {
            task.next = finish.late;
            return new HandingOn(finish.outcome, task);
        }
        task.next = (Task) seen;
        return task;
    }

    private void joinOpenScopes() {
        Roster.Entry<Scope> entry = new Roster.Entry<>(this);
        memory().open(entry);
        runtime.open.join(entry);
        // a finish that came between has not seen the entry; a drain that looked just before has not seen the scope
        if (outcome() != null) entry.leave();
        else if (runtime.draining()) finish(Outcome.aborted(0));
    }

    void watch(Task task, CompletionStage<?> running) {
        admit(task);
        task.dueNanos = runtime.reports.timestamp();
        runtime.watch(task, running);
        if (state instanceof Discarded) runtime.discardStagesOf(this); // a discarding that came before has not seen it
    }

    /** Counts the task, keeps the request readable for it and sees that the host waits. */
    private void admit(Task task) {
        copyRequest(); // first: if it cannot be read, nothing is registered
        runtime.reports.registered(task, this);
        entered();
        if (runtime.waitUntil != null) settling();
    }

    /** The stage of this scope's settling, which the host is shown when it is made. */
    private CompletionStage<Void> settling() {
        CompletableFuture<Void> known = memory().settled();
        if (known != null) return known;
        CompletableFuture<Void> made = new CompletableFuture<>();
        if (!memory().swapSettled(null, made)) return settling();
        WaitUntil host = runtime.waitUntil;
        if (host != null) Reports.quietly("waitUntil", () -> host.waitUntil(made));
        return made;
    }

    private void settle() {
        ScopeMemory remembered = memory;
        if (remembered == null) return;
        for (CompletableFuture<Void> stage; (stage = remembered.settled()) != null && live == 0; ) {
            if (!remembered.swapSettled(stage, null)) return;
            // a task that came before the swap relies on this stage: put it back, unless a newer one is there, which
            // waits for that task; then this one completes with it
            if (live != 0 && remembered.swapSettled(null, stage)) continue;
            complete(stage, live == 0 ? null : remembered.settled());
            return;
        }
    }

    private static void complete(CompletableFuture<Void> stage, @Nullable CompletionStage<Void> newer) {
        if (newer == null) stage.complete(null);
        else newer.thenRun(() -> stage.complete(null));
    }

    @Override
    public void finish(Outcome outcome) {
        Object seen;
        long now = 0;
        do {
            seen = state;
            if (isEnd(seen)) return;
            boolean somebodyMayAsk = seen != null || live != 0;
            if (somebodyMayAsk && now == 0) {
                now = runtime.time.nanoTime();
                outcome = outcome.took(Duration.ofNanos(Math.max(0, now - memory().startedNanos)));
            }
        } while (!STATE.compareAndSet(this, seen, seen == null ? outcome : new HandingOn(outcome, null)));
        leaveRequest();
        if (seen != null) {
            memory().close();
            for (Task last = (Task) seen; last != null; last = late(outcome)) runtime.dispatch(last, now);
        }
        finishFollowers();
        if (live == 0) settle();
    }

    private static boolean isEnd(@Nullable Object state) {
        return state instanceof Outcome || state instanceof HandingOn || state instanceof Discarded;
    }

    @Override
    public void discard() {
        Object seen;
        do {
            seen = state;
            if (isEnd(seen)) return;
        } while (!STATE.compareAndSet(this, seen, new Discarded(Outcome.aborted(0))));
        leaveRequest();
        if (seen != null) {
            memory().close();
            runtime.discard((Task) seen);
        }
        runtime.discardStagesOf(this);
        finishFollowers();
        if (live == 0) settle();
    }

    @Override
    public void finishAfter(AfterScope other, Outcome outcome) {
        Scope leader = ((Binding) other).scope();
        leader.memory().follow(() -> finish(outcome));
        if (leader.outcome() != null) leader.finishFollowers();
    }

    private void finishFollowers() {
        ScopeMemory remembered = memory;
        if (remembered != null) remembered.takeFollowers().forEach(Runnable::run);
    }

    @Override
    public CompletionStage<Void> settled() {
        CompletableFuture<Void> own = settling().toCompletableFuture().copy(); // who cancels it stops nobody else
        if (outcome() != null) settle();
        return own;
    }

    /** What was registered while the finish handed on; null, and the hand-over is done, if nothing was. */
    private @Nullable Task late(Outcome outcome) {
        HandingOn seen;
        do {
            seen = (HandingOn) Objects.requireNonNull(state);
        } while (!STATE.compareAndSet(this, seen, seen.late == null ? outcome : new HandingOn(outcome, null)));
        return seen.late;
    }

    @Override
    public void allow(Duration left) {
        Objects.requireNonNull(left, "left");
        memory().lastNanos = runtime.time.nanoTime() + Math.max(0, left.toNanos());
    }

    /** Whether the host may be gone; reads the clock only where it leaves at all. */
    boolean isOutOfTime() {
        Long last = memory().lastNanos;
        return last != null && runtime.time.nanoTime() - last >= 0;
    }

    /** Gives the tasks registered before the finish, if that has not come. */
    void forEachRegistered(Consumer<Task> action) {
        if (state instanceof Task last) for (Task task = last; task != null; task = task.next) action.accept(task);
    }

    @Nullable
    Outcome outcome() {
        Object seen = state;
        if (seen instanceof Outcome outcome) return outcome;
        if (seen instanceof Discarded discarded) return discarded.outcome;
        return seen instanceof HandingOn finish ? finish.outcome : null;
    }

    AfterScope.Reason reason() {
        return about instanceof Work work ? work.reason : AfterScope.Reason.REQUEST;
    }

    /** A finished scope of the same description that holds nothing of the request. */
    Scope detached() {
        Scope bare = new Scope(runtime, description(), reason());
        bare.state = outcome();
        return bare;
    }

    String description() {
        if (about instanceof Work work) return work.name;
        copyRequest(); // once: the host's request is not read for each asking
        ScopeMemory remembered = memory;
        RequestView view = remembered == null ? null : remembered.request;
        return view == null ? "a request" : view.method() + " " + view.path();
    }

    /** The description, with the route if the host knows one. */
    String placeInApplication(Surface surface) {
        ScopeMemory remembered = memory;
        RequestView view = remembered == null ? null : remembered.request;
        return description()
                + (view == null
                        ? ""
                        : surface.seen(view)
                                .route()
                                .map(route -> ", route " + route)
                                .orElse(""));
    }

    MemoStore memos() {
        return memory().memos();
    }

    RequestView request() {
        copyRequest();
        RequestView view = memory().request;
        if (view != null) return view;
        throw new IllegalStateException(
                "'" + description() + "' has no request to read: it is work without one, or its request is over");
    }

    private ScopeMemory memory() {
        ScopeMemory remembered = memory;
        if (remembered != null) return remembered;
        long started = about instanceof RequestSource source ? source.startedNanos() : runtime.time.nanoTime();
        ScopeMemory made = new ScopeMemory(started);
        return MEMORY.compareAndSet(this, null, made) ? made : memory();
    }

    private void copyRequest() {
        if (!(about instanceof RequestSource) || outcome() != null || memory().request != null) return;
        entered(); // either the finish sees this and waits for the copy, or its outcome is seen here
        try {
            if (outcome() == null) copyOnce();
        } finally {
            exited();
        }
    }

    @Override
    public void readAgain() {
        ScopeMemory remembered = memory;
        if (remembered == null || remembered.request == null) return;
        entered(); // as above
        try {
            if (outcome() == null) Reports.quietly("the request's source", () -> completeOnce(remembered));
        } finally {
            exited();
        }
    }

    private synchronized void completeOnce(ScopeMemory remembered) {
        RequestView read = remembered.request;
        if (read != null && about instanceof RequestSource source) remembered.request = read.completedBy(source);
    }

    /** The server may recycle its request once the finish returns: code that still runs gets its copy now. */
    private void leaveRequest() {
        if (!(about instanceof RequestSource)) return;
        if (live != 0) Reports.quietly("the request's source", this::copyOnce);
        ABOUT.setRelease(this, null);
    }

    private synchronized void copyOnce() {
        ScopeMemory remembered = memory();
        if (remembered.request == null && about instanceof RequestSource source)
            remembered.request = RequestView.copyOf(source);
    }
}
