package dev.after4j.internal;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.DrainReport;
import dev.after4j.Outcome;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.spi.ContextCarrier;
import dev.after4j.spi.ContextCarrier.Carried;
import dev.after4j.spi.Surface;
import dev.after4j.spi.TimeSource;
import dev.after4j.spi.WaitUntil;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Admits, dispatches, times and ends the tasks of one application. */
public final class DefaultRuntime implements AfterRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(AfterRuntime.class);
    private static final Surface JOB = Surface.of("job", Surface.RequestAccess.ALLOWED);
    static final Carried[] NOTHING = {};
    private static final long LINGER_NANOS = 1_000_000;

    final TimeSource time;
    private final Settings settings;
    final @Nullable WaitUntil waitUntil;
    final Roster<Scope> open = new Roster<>();
    final Reports reports;
    final Deadlines deadlines;
    private final ContextCarrier[] carriers;
    private final Executor threads;
    private final Lane standard;
    private final Lane platform;
    private final Drain drain;
    private final ReentrantLock abandoning = new ReentrantLock();
    /** Tasks that are not to begin, until a thread has ended them. */
    private final Queue<Task> discarded = new ConcurrentLinkedQueue<>();

    /** See {@link AfterRuntime.Builder}, which has checked the values. */
    public DefaultRuntime(Settings settings) {
        this.time = settings.time();
        this.settings = settings;
        this.waitUntil = settings.waitUntil();
        if (waitUntil == null) KnownHost.checkAll(System.getenv());
        this.reports = new Reports(time, settings.listeners());
        this.deadlines = new Deadlines(time);
        this.carriers = settings.carriers().toArray(ContextCarrier[]::new);
        this.threads = TaskThreads.standard(settings);
        boolean threadsOfApplication = settings.executor() != null;
        long linger = threadsOfApplication ? 0 : LINGER_NANOS;
        this.standard = new Lane(threads, linger, settings.maxRunning(), settings, this::begin, this::refuse);
        int processors = Runtime.getRuntime().availableProcessors();
        // threads of the application's own are one kind, and one lane keeps the order on them (R09)
        this.platform = threadsOfApplication
                ? standard
                : new Lane(TaskThreads.pool(processors), linger, processors, settings, this::begin, this::refuse);
        this.drain = new Drain(this);
        LOG.info(
                "after4j: maxRunning {}{}, maxWaiting {} then {}, maxDuration {}, drainTimeout {}",
                settings.maxRunning(),
                threadsOfApplication ? "" : " (on platform threads: " + processors + ")",
                settings.maxWaiting(),
                settings.overflow(),
                settings.maxDuration(),
                settings.drainTimeout());
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T inScope(String description, Body<T, X> body) throws X {
        Objects.requireNonNull(body, "body");
        Scope scope = open(description, AfterScope.Reason.JOB);
        Outcome outcome = Outcome.completed(0);
        Binding entered = new Binding(scope, JOB, false).enter();
        try {
            return body.call();
        } catch (Throwable thrown) {
            outcome = Outcome.failed(0, thrown);
            throw thrown;
        } finally {
            entered.close();
            scope.finish(outcome);
        }
    }

    /** Opens a scope without a request. */
    public Scope open(String description, AfterScope.Reason reason) {
        if (Objects.requireNonNull(reason, "reason") == AfterScope.Reason.REQUEST)
            throw new IllegalArgumentException(
                    "The scope '" + description
                            + "' cannot be opened for the reason REQUEST without one; give its RequestSource, or another reason");
        return new Scope(this, named(description), reason);
    }

    private static String named(String description) {
        if (Objects.requireNonNull(description, "description").isBlank())
            throw new IllegalArgumentException(
                    "The description of work must not be blank, but is '" + description + "'");
        return description;
    }

    Carried[] capture() {
        if (carriers.length == 0) return NOTHING;
        Carried[] carried = new Carried[carriers.length];
        for (int i = 0; i < carried.length; i++) carried[i] = capture(carriers[i]);
        return carried;
    }

    /** A carrier that throws fails the task, never the request: it must not run without its context. */
    private static Carried capture(ContextCarrier carrier) {
        try {
            return carrier.capture();
        } catch (Throwable thrown) {
            return () -> {
                throw new IllegalStateException("The task's context could not be captured by " + carrier, thrown);
            };
        }
    }

    /** Hands the tasks of a finished scope on, newest first. Only signals: no task runs here. */
    void dispatch(Task newest, long dueNanos) {
        boolean somePlatform = false;
        for (Task task = newest; task != null; task = task.next) {
            task.dueNanos = dueNanos;
            somePlatform |= laneOf(task) != standard;
        }
        if (somePlatform) split(newest);
        else standard.offer(newest);
        if (drain.isOver()) drain.abandonLate();
    }

    /** Hands on what was registered when its scope had finished: nothing but this task will bring a drainer back. */
    void dispatchLate(Task task) {
        dispatch(task, reports.timestamp());
        laneOf(task).hurry();
    }

    private void split(Task newest) {
        for (Task task = Task.inOrder(newest); task != null; ) {
            Task next = task.next;
            task.next = null;
            laneOf(task).offer(task);
            task = next;
        }
    }

    private Lane laneOf(Task task) {
        return task.options.wantsPlatformThread() ? platform : standard;
    }

    private Runnable begin(Task task) {
        Run run = new Run(this, task);
        deadlines.add(run);
        return run;
    }

    void run(Run run) {
        try {
            if (drain.isOver()) abandonAll(); // not this one alone: the report waits for whoever is at it
            run.body();
        } finally {
            CompletionStage<?> stage = run.stage();
            if (stage == null) returned(run);
            else await(run, stage);
        }
    }

    private void returned(Run run) {
        run.left();
        laneOf(run.task).release();
    }

    void watch(Task task, CompletionStage<?> running) {
        Run run = new Run(this, task, running);
        deadlines.add(run);
        whenComplete(running, failure -> {
            completed(run, failure);
            run.left();
        });
        if (drain.isOver()) drain.abandonLate();
    }

    private void await(Run run, CompletionStage<?> stage) {
        whenComplete(stage, failure -> {
            completed(run, failure);
            returned(run);
        });
    }

    /** A stage may complete on a thread of the server: reports belong on ours. One that refuses to be watched has failed. */
    @SuppressWarnings("FutureReturnValueIgnored") // what the action does cannot fail
    private void whenComplete(CompletionStage<?> stage, Consumer<@Nullable Throwable> action) {
        CompletableFuture<Void> once = new CompletableFuture<>(); // however often the stage calls back
        once.whenCompleteAsync((none, failure) -> action.accept(failure), end -> TaskThreads.start(threads, end));
        try {
            stage.whenComplete((value, failure) -> {
                if (failure == null) once.complete(null);
                else once.completeExceptionally(failure);
            });
        } catch (Throwable refused) {
            once.completeExceptionally(refused);
        }
    }

    private void completed(Run run, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        end(run, cause == null ? TaskEnd.Kind.SUCCEEDED : TaskEnd.Kind.FAILED, cause);
    }

    private void refuse(Task task) {
        end(task, null, TaskEnd.Kind.REJECTED, null);
    }

    /** Ends a chain of tasks that are not to begin (R24); on a thread of ours, since listeners are told. */
    void discard(Task newest) {
        long now = reports.timestamp();
        for (Task task = Task.inOrder(newest); task != null; task = task.next) {
            task.dueNanos = now;
            discarded.add(task);
        }
        TaskThreads.start(threads, this::endDiscarded);
        if (drain.isOver()) drain.abandonLate();
    }

    private void endDiscarded() {
        for (Task task; (task = discarded.poll()) != null; ) end(task, null, TaskEnd.Kind.DISCARDED, null);
    }

    /** No longer awaits what was handed in running: whoever calls has seen to it that nothing else of the scope runs. */
    void discardStagesOf(Scope scope) {
        List<Run> stages = deadlines.runs().stream()
                .filter(run -> run.task.scope() == scope)
                .toList();
        if (!stages.isEmpty())
            TaskThreads.start(threads, () -> stages.forEach(run -> run.stop(TaskEnd.Kind.DISCARDED)));
    }

    boolean end(Run run, TaskEnd.Kind kind, @Nullable Throwable error) {
        return end(run.task, run, kind, error);
    }

    /** The one door through which every task ends (R08); false if it had ended. */
    boolean end(Task task, @Nullable Run run, TaskEnd.Kind kind, @Nullable Throwable error) {
        Scope scope = task.end();
        if (scope == null) return false;
        task.tellCompanion(scope, kind, error);
        reports.ended(task, scope, run, kind, error);
        scope.exited();
        drain.taskEnded();
        return true;
    }

    /** Ends whatever has no end yet; when it returns no other call is still at it. */
    void abandonAll() {
        abandoning.lock();
        try {
            endDiscarded(); // an executor without a free thread may not have come to it
            for (Lane lane : lanes()) lane.takeAll().forEach(task -> end(task, null, TaskEnd.Kind.ABANDONED, null));
            deadlines.runs().forEach(run -> run.stop(TaskEnd.Kind.ABANDONED));
        } finally {
            abandoning.unlock();
        }
    }

    private Set<Lane> lanes() {
        return platform == standard ? Set.of(standard) : Set.of(standard, platform);
    }

    @Override
    public List<TaskInfo> pendingTasks() {
        Set<TaskInfo> names = new LinkedHashSet<>(); // a task on its way may be met twice
        Consumer<Task> name = task -> {
            Scope scope = task.scope();
            if (scope != null) names.add(task.info(scope));
        };
        openScopes().forEach(scope -> scope.forEachRegistered(name));
        lanes().forEach(lane -> lane.waiting().forEach(name));
        discarded.forEach(name);
        deadlines.runs().forEach(run -> name.accept(run.task));
        return List.copyOf(names);
    }

    List<Scope> openScopes() {
        return open.present();
    }

    @Override
    public boolean draining() {
        return drain.hasBegun();
    }

    @Override
    public DrainReport drain() {
        Binding current = Binding.current();
        if (current != null && current.inTask() && current.scope().runtime == this)
            throw new IllegalStateException("drain() was called inside a task (of " + current.description()
                    + "), and would wait for that task itself; call it from the thread that stops the server");
        return drain.run();
    }

    @Override
    public int maxRunning() {
        return settings.maxRunning();
    }

    @Override
    public int maxWaiting() {
        return settings.maxWaiting();
    }

    @Override
    public Duration maxDuration() {
        return settings.maxDuration();
    }

    @Override
    public Duration drainTimeout() {
        return settings.drainTimeout();
    }

    @Override
    public long registered() {
        return reports.registered();
    }

    @Override
    public long ended(TaskEnd.Kind kind) {
        return reports.ended(kind);
    }

    @Override
    public long pending() {
        return reports.pending();
    }

    @Override
    public int waiting() {
        return lanes().stream().mapToInt(lane -> lane.waiting().size()).sum();
    }

    @Override
    public int running() {
        return lanes().stream().mapToInt(Lane::running).sum();
    }

    @Override
    public int overdue() {
        return deadlines.overdue();
    }
}
