package dev.after4j;

import dev.after4j.internal.Binding;
import java.util.concurrent.CompletionStage;

/**
 * Runs work once the response is finished: when its last byte has been taken, the exchange has failed or the client is
 * gone. Callable from anywhere in the code that a request runs, from a service ten calls down and from another task,
 * without passing anything along (R01):
 *
 * <pre>{@code
 * orders.place(order);
 * after(() -> mail.confirm(order)); // nobody waits for this
 * }</pre>
 *
 * <p>Every method returns at once and changes nothing about the response. Outside a scope it throws
 * {@link NoAfterScopeException} (R03); {@code null} is a {@link NullPointerException} that names the parameter (R02).
 * Once the scope has finished, a task is still taken, and run as soon as a thread is free, never inside the call (R10).
 *
 * <p>A task sees the context of its registration (R12), {@linkplain #outcome() how the response ended} (R13) and, where
 * its surface allows it, {@linkplain dev.after4j.request.CurrentRequest the request} (R14). What it throws is logged
 * and reported, and harms neither the response nor its siblings (R18, R19). It is interrupted when it takes too long
 * (R21).
 *
 * <p><b>Tasks that compute.</b> From JDK 21 on tasks run on virtual threads, of which only as many compute at once as
 * there are processors, and which give way to others only where they wait. A task that computes for long can therefore
 * hold up requests that are served on virtual threads: mark it with {@link TaskOptions#onPlatformThread()} (R06).
 *
 * <p><b>Which overload a form takes.</b> A task that runs, or one that starts something asynchronous and is awaited:
 * the compiler decides by whether the form yields a {@link CompletionStage}.
 *
 * <table>
 * <caption>Forms and overloads</caption>
 * <tr><th>form<th>overload
 * <tr><td>{@code () -> work()} without a value<td>{@link AfterTask}
 * <tr><td>{@code () -> count()} with a value that is no stage<td>{@link AfterTask}
 * <tr><td>{@code () -> { work(); }}<td>{@link AfterTask}
 * <tr><td>{@code this::work}, {@code this::count}<td>{@link AfterTask}
 * <tr><td>{@code () -> client.sendAsync(..)}<td>{@link AsyncAfterTask}: awaited
 * <tr><td>{@code () -> { return client.sendAsync(..); }}<td>{@link AsyncAfterTask}: awaited
 * <tr><td>{@code this::sendAsync}<td>{@link AsyncAfterTask}: awaited
 * <tr><td>{@code () -> { throw new IOException(); }}, {@code () -> { while (true) work(); }}<td>fit both;
 *     {@link AsyncAfterTask}, with the same effect
 * <tr><td>{@code () -> null}<td>{@link AsyncAfterTask}: fails, as there is no stage
 * <tr><td>{@code client.sendAsync(..)}<td>{@link CompletionStage}: runs already
 * <tr><td>{@code null}, and a reference to an overloaded method<td>ambiguous, does not compile: write the lambda
 * </table>
 */
public final class After {
    private After() {}

    /**
     * Runs {@code task} after the finish.
     *
     * @throws NoAfterScopeException if no scope is bound to this thread (R03)
     */
    public static void after(AfterTask task) {
        scope().after(task);
    }

    /**
     * Runs {@code task} after the finish, with a name, a time limit, a condition or a kind of thread.
     *
     * @throws NoAfterScopeException if no scope is bound to this thread (R03)
     */
    public static void after(TaskOptions options, AfterTask task) {
        scope().after(options, task);
    }

    /**
     * Starts {@code task} after the finish and awaits the stage it returns (R02).
     *
     * @throws NoAfterScopeException if no scope is bound to this thread (R03)
     */
    public static void after(AsyncAfterTask task) {
        scope().after(task);
    }

    /**
     * Starts {@code task} after the finish and awaits the stage it returns, with options.
     *
     * @throws NoAfterScopeException if no scope is bound to this thread (R03)
     */
    public static void after(TaskOptions options, AsyncAfterTask task) {
        scope().after(options, task);
    }

    /**
     * Watches a stage that is running already: it is awaited at shutdown, and its failure is reported. It is never
     * delayed (R02), and never cancelled: past its time limit, which counts from the finish, it is no longer awaited (R21).
     *
     * @throws NoAfterScopeException if no scope is bound to this thread (R03)
     */
    public static void after(CompletionStage<?> running) {
        scope().after(running);
    }

    /**
     * Watches a stage that is running already, with a name or a time limit.
     *
     * @throws NoAfterScopeException if no scope is bound to this thread (R03)
     * @throws IllegalArgumentException if {@code options} ask for a condition or a thread, for which it is too late
     */
    public static void after(TaskOptions options, CompletionStage<?> running) {
        scope().after(options, running);
    }

    /**
     * The scope bound to this thread, to hand to other threads.
     *
     * @throws NoAfterScopeException if there is none (R03)
     */
    public static AfterScope scope() {
        return Binding.require();
    }

    /**
     * How the response ended (R13); meant for tasks.
     *
     * @throws NoAfterScopeException if no scope is bound to this thread
     * @throws IllegalStateException while the response has not finished
     */
    public static Outcome outcome() {
        AfterScope scope = scope();
        return scope.outcome()
                .orElseThrow(() -> new IllegalStateException("The response of " + scope.description()
                        + " has not finished yet; call outcome() inside a task given to after(..)"));
    }
}
