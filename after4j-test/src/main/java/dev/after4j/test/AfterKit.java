package dev.after4j.test;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterRuntime.Body;
import dev.after4j.AfterRuntime.VoidBody;
import dev.after4j.DrainReport;
import dev.after4j.Outcome;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.spi.ContextCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the server in a test of code that calls {@code after}: {@link #handle} runs the code as a request would,
 * {@link #finish()} ends the response and runs the tasks, on the test's thread and in the order of registration (R09).
 *
 * <pre>{@code
 * try (AfterKit after = AfterKit.create()) {
 *     after.handle(() -> orders.place(order));
 *     assertThat(after.registered()).containsExactly("audit"); // and nothing has run yet
 *     after.finish();
 *     assertThat(audit.entries()).containsExactly("placed tea");
 * }
 * }</pre>
 *
 * <p>{@link #close()} fails the test if a task never ran or failed unexpectedly. With JUnit, {@link AfterExtension}
 * makes and closes the kit. The limits are a runtime's defaults; time stands still until {@link #advance}.
 *
 * <p>Code under test may call {@code after} on other threads that carry the scope; its tasks too run on the thread that
 * calls the kit. The kit itself is for the test's thread, and for tasks.
 */
public final class AfterKit implements AutoCloseable {
    private static final TestRequest ANY = TestRequest.get("/");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestThreads threads = new TestThreads();
    private final TestClock clock = new TestClock(threads);
    private final TaskLog log = new TaskLog();
    private final Guards guards = new Guards();
    private final Queue<Exchange> open = new ConcurrentLinkedQueue<>();
    private final AfterRuntime runtime;
    private boolean held;
    private boolean closed;

    private AfterKit(List<ContextCarrier> carriers) {
        List<ContextCarrier> all = new ArrayList<>(carriers);
        all.add(ContextCarrier.mdc());
        all.add(this::atRegistration);
        runtime = AfterRuntime.builder()
                .executor(threads)
                .time(clock)
                .listener(log)
                .carriers(all)
                .waitUntil(settled -> {}) // the test is the host, wherever it runs
                .build();
    }

    /** A kit for one test, whose tasks see the MDC of their registration and what {@code carriers} carry besides (R12). */
    public static AfterKit create(ContextCarrier... carriers) {
        return new AfterKit(List.of(carriers));
    }

    /** The runtime asks at each registration, which is how the kit knows their order. */
    private ContextCarrier.Carried atRegistration() {
        look();
        return () -> () -> {};
    }

    private void look() {
        log.registered(runtime.pendingTasks());
    }

    /**
     * Runs {@code handler} on this thread as the code of a request, {@code GET /}, whose response stays open until
     * {@link #finish()}. Returns what it returns and throws what it throws. Each call is a request of its own; several
     * may be open at once.
     */
    public <T extends @Nullable Object, X extends Exception> T handle(Body<T, X> handler) throws X {
        return handle(ANY, handler);
    }

    /** Like {@link #handle(Body)}, for code that returns nothing. */
    public <X extends Exception> void handle(VoidBody<X> handler) throws X {
        handle(ANY, handler);
    }

    /** Like {@link #handle(Body)}, with a request of choice. */
    public <T extends @Nullable Object, X extends Exception> T handle(TestRequest request, Body<T, X> handler)
            throws X {
        Objects.requireNonNull(handler, "handler");
        return open(request).handle(handler);
    }

    /**
     * Like {@link #handle(TestRequest, Body)}, for test clients of frameworks, which answer what their handlers throw:
     * {@link #finish()} ends this response as {@code outcome} says of what {@code handler} has returned.
     */
    public <T extends @Nullable Object, X extends Exception> T handle(
            TestRequest request, Body<T, X> handler, Function<? super T, Outcome> outcome) throws X {
        Objects.requireNonNull(handler, "handler");
        Exchange exchange = open(request);
        T answer = exchange.handle(handler);
        exchange.ends(outcome.apply(answer));
        return answer;
    }

    private Exchange open(TestRequest request) {
        Exchange exchange = new Exchange(runtime, request, clock.nanoTime());
        open.add(exchange);
        return exchange;
    }

    /** Like {@link #handle(TestRequest, Body)}, for code that returns nothing. */
    public <X extends Exception> void handle(TestRequest request, VoidBody<X> handler) throws X {
        Objects.requireNonNull(handler, "handler");
        Body<@Nullable Void, X> returning = () -> {
            handler.run();
            return null;
        };
        handle(request, returning);
    }

    /**
     * Finishes every open response as a server would and runs the tasks here: COMPLETED with status 200; or, if the
     * handler threw, with an error page of status 500 and the handler's exception; or as a test client has seen it end.
     *
     * @throws IllegalStateException if no response is open
     */
    public void finish() {
        finishOpen(null);
    }

    /** Like {@link #finish()}, with an outcome of choice: {@code Outcome.aborted(0)} if the client has gone. */
    public void finish(Outcome outcome) {
        finishOpen(Objects.requireNonNull(outcome, "outcome"));
    }

    private void finishOpen(@Nullable Outcome outcome) {
        if (open.isEmpty())
            throw new IllegalStateException("No response is open to be finished; call handle(..) first");
        guards.finish();
        for (Exchange next; (next = open.poll()) != null; ) next.finish(outcome == null ? next.outcome() : outcome);
        runUnlessHeld();
    }

    /** From now on neither {@link #finish()} nor {@link #advance} runs tasks; {@link #runNext()} and {@link #runTasks()} do. */
    public void hold() {
        held = true;
    }

    private void runUnlessHeld() {
        if (!held) threads.runAll();
    }

    /**
     * Runs the next task of a finished response here and returns its name; tasks whose condition says no are passed
     * over.
     *
     * @throws AssertionError if no task waits to run
     */
    public String runNext() {
        int before = log.started().size();
        threads.runUntil(() -> log.started().size() > before);
        List<TaskInfo> started = log.started();
        if (started.size() > before) return started.get(before).name();
        throw new AssertionError(
                "No task waits to run" + (open.isEmpty() ? "" : ": a response is open; call finish() first"));
    }

    /** Runs here, one after the other, all tasks of finished responses, and those which they register. Waits for nothing. */
    public void runTasks() {
        threads.runAll();
    }

    /**
     * Runs the tasks of finished responses here and waits until all have ended, for those whose stage completes on
     * another thread; ten seconds at most, in real time.
     *
     * @throws AssertionError if a task has not ended by then; it names the tasks
     */
    public void awaitTasks() throws InterruptedException {
        if (!open.isEmpty())
            throw new IllegalStateException("The tasks of an open response never end; call finish() first");
        if (threads.awaitUntil(() -> runtime.pending() == 0, PATIENCE)) return;
        look(); // a stage handed in last was not seen yet
        throw new AssertionError("Not ended after " + PATIENCE.toSeconds() + " s: " + log.pending());
    }

    /**
     * Shuts the runtime down as a server's stop would (R22): open responses are finished as ABORTED, all tasks run here,
     * and what is pending then is ABANDONED, with no waiting: the clock moves on by the drain's time.
     */
    public DrainReport drain() {
        look();
        guards.finish();
        DrainReport report = runtime.drain();
        open.clear();
        threads.runAll();
        return report;
    }

    /**
     * Moves the clock, which ends tasks past their time limit as TIMED_OUT (R21), and runs the tasks that this sets
     * free. Called inside a task, or by a fake that it calls, it makes that task slow: its thread is interrupted.
     */
    public void advance(Duration time) {
        if (time.isNegative()) throw new IllegalArgumentException("Time moves forwards, but is to move by " + time);
        clock.advance(time, () -> {
            runUnlessHeld();
            return false;
        });
    }

    /** Names of all tasks so far, in the order of their registration; a task without a name has that of its place (R04). */
    public List<String> registered() {
        look();
        return TaskLog.names(log.registered());
    }

    /** Names of the tasks that have not ended, in the order of their registration. */
    public List<String> pending() {
        look();
        return TaskLog.names(log.pending());
    }

    /** Names of the tasks whose body has begun, in that order. */
    public List<String> started() {
        return TaskLog.names(log.started());
    }

    /** Names of the tasks that ended in that way, in that order. */
    public List<String> ended(TaskEnd.Kind kind) {
        return TaskLog.names(log.ended(kind));
    }

    /**
     * The failure of a task of that name, for a test that wants it: it no longer fails the test.
     *
     * <pre>{@code
     * assertThat(after.assertFailed("mail")).hasMessage("no route to host");
     * }</pre>
     *
     * @throws AssertionError if none has failed
     */
    public Throwable assertFailed(String name) {
        return assertEnded(name, TaskEnd.Kind.FAILED).error().orElseThrow();
    }

    /**
     * The end of a task of that name, the first if there are more; none of them fails the test any longer.
     *
     * @throws AssertionError if no task of that name has ended so; it says what became of them
     */
    public TaskEnd assertEnded(String name, TaskEnd.Kind kind) {
        look();
        return log.ask(name, kind);
    }

    /**
     * Stands for {@code object}, which belongs to the server, such as its response: passes every call on until the next
     * finish, and throws an {@link IllegalStateException} that says why afterwards (R15). Catches the task that captured
     * it and would, in production, write to another client's response. What its methods return is not guarded.
     *
     * <pre>{@code
     * ServerResponse response = after.guarded(ServerResponse.class, new FakeResponse());
     * after.handle(() -> orders.place(order, response));
     * after.finish(); // a task that calls the response fails, and with it the test
     * }</pre>
     *
     * @throws IllegalArgumentException if {@code type} is not an interface
     */
    public <T> T guarded(Class<T> type, T object) {
        return guards.guarded(type, Objects.requireNonNull(object, "object"));
    }

    /**
     * The runtime, for code under test that opens scopes of its own with {@code inScope}. These finish by themselves;
     * {@link #runTasks()} runs their tasks.
     */
    public AfterRuntime runtime() {
        return runtime;
    }

    /**
     * The end of the test; runs nothing. Further calls do nothing.
     *
     * @throws AssertionError if a task never ran or has not ended, or if one failed, timed out, was refused or was
     *     abandoned and the test did not ask for it
     */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        look();
        Set<String> descriptions =
                open.stream().map(Exchange::description).collect(Collectors.toCollection(HashSet::new));
        new Leftovers(log, descriptions, threads.isIdle()).check();
    }
}
