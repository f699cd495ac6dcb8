package dev.after4j.internal;

import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.TaskOptions;
import dev.after4j.spi.ContextCarrier.Carried;
import dev.after4j.spi.Surface;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One registration: what to run, in which context, and its one end. Also a link of the chain of its scope's tasks. */
final class Task {
    private static final VarHandle SCOPE = Fields.of(MethodHandles.lookup(), "scope", Scope.class);

    @Nullable
    Task next;
    /** When it could have begun: the finish, or its registration if that was later. */
    long dueNanos;

    final Surface surface;
    final TaskOptions options;
    final Object body;
    final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    final Carried[] carried;
    private @Nullable TaskInfo info;
    /** Whether listeners are being told of the start; then its thread tells them of the end, too, if that came meanwhile. */
    private boolean telling;

    private @Nullable TaskEnd heldBack;
    /** The scope, until the end: nobody holds request or memo for the sake of a task that is over. */
    private volatile @Nullable Scope scope;

    Task(Scope scope, Surface surface, TaskOptions options, Object body) {
        SCOPE.set(this, scope);
        this.surface = surface;
        this.options = options;
        this.body = body;
        this.carried = surface.hasContext() ? scope.runtime.capture() : DefaultRuntime.NOTHING;
        if (options.name().isEmpty()) TaskNames.OF.get(body.getClass()); // finds the place while it is on the stack
    }

    /** The scope, until the end. */
    @Nullable
    Scope scope() {
        return scope;
    }

    /** Ends the task and gives its scope to the one caller that ended it, who must report the end. */
    @Nullable
    Scope end() {
        Scope mine = scope;
        return mine != null && SCOPE.compareAndSet(this, mine, null) ? mine : null;
    }

    boolean hasEnded() {
        return scope == null;
    }

    void tellCompanion(Scope in, TaskEnd.Kind kind, @Nullable Throwable error) {
        Surface.Companion companion = surface.held(Surface.Companion.class).orElse(null);
        if (companion != null) Reports.quietly("a companion", () -> companion.ended(() -> info(in), kind, error));
    }

    Duration limit(Duration ofRuntime) {
        Duration own = options.limit().orElse(ofRuntime);
        return own.compareTo(ofRuntime) < 0 ? own : ofRuntime;
    }

    /** Made when first asked for, then always the same: listeners tell tasks of one name apart by it. */
    synchronized TaskInfo info(Scope in) {
        if (info == null) info = new TaskInfo(name(), in.description(), surface.toString());
        return info;
    }

    /** False if it has ended: then nobody may hear of its start any more. */
    synchronized boolean beginsTelling() {
        telling = !hasEnded();
        return telling;
    }

    /** The end that has come meanwhile, which the caller must tell. */
    synchronized @Nullable TaskEnd hasTold() {
        telling = false;
        return heldBack;
    }

    /** Whether somebody else will tell of {@code end}, in order: nobody waits for a listener here. */
    synchronized boolean holdsBack(TaskEnd end) {
        if (telling) heldBack = end;
        return telling;
    }

    private String name() {
        return options.name().orElseGet(() -> TaskNames.OF.get(body.getClass()));
    }

    /** Turns a chain around: registered last is linked first, and is handed on last (R09). */
    static @Nullable Task inOrder(@Nullable Task newest) {
        Task first = null;
        for (Task task = newest; task != null; ) {
            Task before = task.next;
            task.next = first;
            first = task;
            task = before;
        }
        return first;
    }

    /** The last of a chain whose newest task is first. */
    static Task oldest(Task newest) {
        Task task = newest;
        while (task.next != null) task = task.next;
        return task;
    }
}
