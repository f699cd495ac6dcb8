package dev.after4j.internal;

import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.DrainReport;
import dev.after4j.Outcome;
import dev.after4j.Overflow;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.spi.ContextCarrier;
import dev.after4j.spi.ContextCarrier.Carried;
import dev.after4j.spi.Surface;
import dev.after4j.spi.TimeSource;
import dev.after4j.spi.WaitUntil;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, dispatches, times and drains the tasks of one application. */
public final class DefaultRuntime implements AfterRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(AfterRuntime.class);
    private static final Duration SWEEP = Duration.ofMillis(50);
    private static final Surface JOB = Surface.of("job", Surface.RequestAccess.ALLOWED);

    private enum Phase {
        RUNNING,
        DRAINING,
        CLOSED
    }

    final TimeSource time;
    final Duration maxDuration;
    final @Nullable WaitUntil waitUntil;
    final Set<Scope> open = ConcurrentHashMap.newKeySet();
    private final Duration drainTimeout;
    private final ContextCarrier[] carriers;
    private final List<AfterListener> listeners;
    private final Executor threads;
    private final Lane standard;
    private final Lane platform;
    private final Set<Task> pending = ConcurrentHashMap.newKeySet();
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();
    private final LongAdder registered = new LongAdder();
    private final LongAdder[] ended =
            Stream.generate(LongAdder::new).limit(TaskEnd.Kind.values().length).toArray(LongAdder[]::new);
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicBoolean drainBegun = new AtomicBoolean();
    private final CompletableFuture<DrainReport> drained = new CompletableFuture<>();
    private final CountDownLatch nothingPending = new CountDownLatch(1);
    private volatile Phase phase = Phase.RUNNING;

    /** See {@link AfterRuntime.Builder}, which has checked the values. */
    public DefaultRuntime(
            @Nullable Executor executor,
            int maxRunning,
            int maxWaiting,
            Duration maxDuration,
            Duration drainTimeout,
            Overflow overflow,
            List<ContextCarrier> carriers,
            List<AfterListener> listeners,
            @Nullable WaitUntil waitUntil,
            TimeSource time) {
        this.time = time;
        this.maxDuration = maxDuration;
        this.drainTimeout = drainTimeout;
        this.carriers = carriers.toArray(ContextCarrier[]::new);
        this.listeners = List.copyOf(listeners);
        this.waitUntil = waitUntil;
        this.threads = executor != null ? executor : TaskThreads.standard(maxRunning);
        int processors = Runtime.getRuntime().availableProcessors();
        this.standard = new Lane(threads, maxRunning, maxWaiting, overflow, this::run, this::refuse);
        Executor computing = executor != null ? executor : TaskThreads.platform(processors);
        this.platform = new Lane(computing, processors, maxWaiting, overflow, this::run, this::refuse);
        LOG.info(
                "after4j: maxRunning {} (computing: {}), maxWaiting {} then {}, maxDuration {}, drainTimeout {}",
                maxRunning, processors, maxWaiting, overflow, maxDuration, drainTimeout);
    }

    @Override
    public <T extends @Nullable Object> T inScope(String description, Callable<T> body) throws Exception {
        Scope scope = new Scope(this, description);
        Outcome outcome = Outcome.completed(0);
        try (var entered = scope.enter(JOB)) {
            return call(body, entered);
        } catch (Throwable thrown) {
            outcome = Outcome.failed(0, thrown);
            throw thrown;
        } finally {
            scope.finish(outcome);
        }
    }

    private static <T extends @Nullable Object> T call(Callable<T> body, AutoCloseable whileEntered) throws Exception {
        assert whileEntered != null;
        return body.call();
    }

    Carried[] capture() {
        Carried[] carried = new Carried[carriers.length];
        for (int i = 0; i < carried.length; i++) carried[i] = carriers[i].capture();
        return carried;
    }

    void registered(Task task) {
        registered.increment();
        pending.add(task);
    }

    void askToWait(CompletionStage<?> settled) {
        WaitUntil host = waitUntil;
        if (host != null) quietly("waitUntil", () -> host.waitUntil(settled));
    }

    /** Hands tasks of a finished scope on. Only signals: no task runs here. */
    void dispatch(List<Task> tasks) {
        if (phase == Phase.CLOSED) {
            threads.execute(() -> tasks.forEach(task -> end(task, TaskEnd.Kind.ABANDONED, null, 0)));
            return;
        }
        if (tasks.stream().noneMatch(task -> task.options.wantsPlatformThread())) {
            standard.offer(tasks);
            return;
        }
        for (Task task : tasks) laneOf(task).offer(List.of(task));
    }

    private Lane laneOf(Task task) {
        return task.options.wantsPlatformThread() ? platform : standard;
    }

    private void run(Task task) {
        Run run = track(task);
        boolean left = false;
        try {
            left = run.body();
        } finally {
            CompletionStage<?> stage = run.stage();
            if (left && stage != null) await(run, stage, () -> returned(run));
            else returned(run);
        }
    }

    private void returned(Run run) {
        runs.remove(run);
        laneOf(run.task).release();
    }

    void watch(Task task, CompletionStage<?> running) {
        Run run = track(task);
        await(run, running, () -> runs.remove(run));
    }

    private void await(Run run, CompletionStage<?> stage, Runnable then) {
        stage.whenComplete((value, failure) -> {
            // a stage may complete on a thread of the server: reports belong on ours
            threads.execute(() -> {
                end(run, failure == null ? TaskEnd.Kind.SUCCEEDED : TaskEnd.Kind.FAILED, failure);
                then.run();
            });
        });
    }

    private Run track(Task task) {
        Run run = new Run(this, task);
        runs.add(run);
        if (sweeping.compareAndSet(false, true)) time.schedule(SWEEP, this::sweep);
        return run;
    }

    /** One alarm for all deadlines, which exists only while something runs (R21). */
    private void sweep() {
        long now = time.nanoTime();
        for (Run run : runs) if (!run.task.hasEnded() && run.past(now)) threads.execute(() -> run.stop(TaskEnd.Kind.TIMED_OUT));
        sweeping.set(false);
        boolean more = runs.stream().anyMatch(run -> !run.task.hasEnded());
        if (more && sweeping.compareAndSet(false, true)) time.schedule(SWEEP, this::sweep);
    }

    void started(Task task) {
        Scope scope = task.scope();
        if (scope == null || listeners.isEmpty()) return;
        TaskInfo info = task.info(scope);
        for (AfterListener listener : listeners) quietly("a listener", () -> listener.started(info));
    }

    private void refuse(Task task) {
        end(task, TaskEnd.Kind.REJECTED, null, 0);
    }

    boolean end(Run run, TaskEnd.Kind kind, @Nullable Throwable error) {
        return end(run.task, kind, error, run.startedNanos);
    }

    private boolean end(Task task, TaskEnd.Kind kind, @Nullable Throwable error, long startedNanos) {
        Scope scope = task.end();
        if (scope == null) return false;
        report(task.info(scope), describe(task, scope, kind, error, startedNanos));
        ended[kind.ordinal()].increment();
        pending.remove(task);
        scope.exited();
        if (phase != Phase.RUNNING && pending() == 0) nothingPending.countDown();
        return true;
    }

    private TaskEnd describe(
            Task task, Scope scope, TaskEnd.Kind kind, @Nullable Throwable error, long startedNanos) {
        long now = time.nanoTime();
        long from = Math.max(scope.finishedNanos, task.registeredNanos);
        long began = startedNanos == 0 ? now : startedNanos;
        return new TaskEnd(kind, error, Task.between(from, began), Task.between(began, now));
    }

    private void report(TaskInfo task, TaskEnd end) {
        switch (end.kind()) {
            case FAILED -> LOG.error("Task {} failed", task, end.error().orElse(null));
            case TIMED_OUT -> LOG.error("Task {} passed its time limit after {} ms", task, end.ran().toMillis());
            case REJECTED -> LOG.warn("Task {} was refused: too many tasks wait", task);
            case ABANDONED -> LOG.warn("Task {} was abandoned at shutdown", task);
            default -> {}
        }
        for (AfterListener listener : listeners) quietly("a listener", () -> listener.ended(task, end));
    }

    /** Other people's code, whose failure must not change ours. */
    void quietly(String whose, Runnable code) {
        try {
            code.run();
        } catch (Throwable thrown) {
            LOG.error("after4j: {} threw; ignored", whose, thrown);
        }
    }

    @Override
    public long registered() {
        return registered.sum();
    }

    @Override
    public long ended(TaskEnd.Kind kind) {
        return ended[kind.ordinal()].sum();
    }

    @Override
    public long pending() {
        long over = 0;
        for (LongAdder kind : ended) over += kind.sum();
        return registered.sum() - over; // read last, so that a difference of zero was true at one moment
    }

    @Override
    public int running() {
        return standard.running() + platform.running();
    }

    @Override
    public int overdue() {
        return (int) runs.stream().filter(run -> run.task.hasEnded()).count();
    }

    boolean draining() {
        return phase != Phase.RUNNING;
    }

    @Override
    public DrainReport drain() {
        if (!drainBegun.compareAndSet(false, true)) return drained.join();
        long began = time.nanoTime();
        long found = pending();
        phase = Phase.DRAINING;
        open.forEach(scope -> scope.finish(Outcome.aborted(0)));
        awaitPending();
        phase = Phase.CLOSED;
        List<TaskInfo> abandoned = abandonRest();
        DrainReport report = new DrainReport(found, abandoned, Task.between(began, time.nanoTime()));
        if (found > 0 || !abandoned.isEmpty()) LOG.info("{}", report);
        drained.complete(report);
        return report;
    }

    private void awaitPending() {
        if (pending() == 0) return;
        time.schedule(drainTimeout, nothingPending::countDown);
        try {
            nothingPending.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private List<TaskInfo> abandonRest() {
        List<TaskInfo> names = pending.stream().flatMap(this::infoOf).toList();
        runs.forEach(run -> run.stop(TaskEnd.Kind.ABANDONED));
        pending.forEach(task -> end(task, TaskEnd.Kind.ABANDONED, null, 0));
        return names;
    }

    private Stream<TaskInfo> infoOf(Task task) {
        Scope scope = task.scope();
        return scope == null ? Stream.empty() : Stream.of(task.info(scope));
    }
}
