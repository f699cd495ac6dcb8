package dev.after4j.test.host;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;

import dev.after4j.After;
import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.spi.OpenScope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * The suite's own application, in the process under test: it registers the tasks that the rules need, and reports them to the test over a
 * socket. What was reported before the process is frozen or killed has arrived. Connect it when the process starts, once, and let the
 * runtime of the adapter have it as a listener:
 *
 * <pre>{@code
 * HostApplication application = HostApplication.connect();
 * AfterRuntime runtime = AfterRuntime.builder()
 *         .listener(application)
 *         .waitUntil(settled -> platform.keepAlive(settled.toCompletableFuture()))
 *         .build();
 * }</pre>
 *
 * <p>When the test has gone the process is halted.
 */
public final class HostApplication implements AfterListener {
    static final String PORT = "AFTER_HOST_CONTRACT";

    private final Socket test;
    private final Map<String, CompletableFuture<Void>> passes = new ConcurrentHashMap<>();
    private final Map<Integer, AfterScope> scopes = new ConcurrentHashMap<>();

    private HostApplication(Socket test) {
        this.test = test;
    }

    /**
     * Connects to the test that has started this process, with what that has put into its environment.
     *
     * @throws IllegalStateException in any other process
     */
    public static HostApplication connect() {
        String port = System.getenv(PORT);
        if (port == null)
            throw new IllegalStateException(
                    "This process was not started by a HostContract, or not with the environment"
                            + " that was given to it: " + PORT + " is not set");
        try {
            Socket test = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
            test.setTcpNoDelay(true);
            HostApplication application = new HostApplication(test);
            Thread listening = new Thread(application::listen, "host-contract");
            listening.setDaemon(true);
            listening.start();
            return application;
        } catch (IOException failure) {
            throw new UncheckedIOException("The test cannot be reached", failure);
        }
    }

    /**
     * What handles each invocation: call it in the scope of the invocation, as the code of a user would be called, and answer what it returns.
     * What it throws belongs to the adapter, as what any handler throws.
     *
     * @param what {@link Invocation#what}, unchanged
     */
    public String handle(String what) {
        Work work = Work.of(what);
        scopes.put(work.number(), After.scope());
        report("began " + what);
        IntStream.range(0, work.steps().size())
                .forEach(step -> work.steps().get(step).take(this, work.taskOf(step)));
        return work.answer();
    }

    @Override
    public void ended(TaskInfo task, TaskEnd end) {
        report("ended " + end.kind() + " " + task.name());
    }

    void registered(String name) {
        report("registered " + name);
    }

    /** Something has begun that completes when the test lets it go on. */
    CompletableFuture<Void> begin(String name) {
        CompletableFuture<Void> pass = passOf(name);
        report("began " + name);
        return pass;
    }

    /** Waits until the test lets it go on. */
    void pass(String name) throws InterruptedException, ExecutionException {
        begin(name).get();
    }

    private CompletableFuture<Void> passOf(String name) {
        return passes.computeIfAbsent(name, none -> new CompletableFuture<>());
    }

    private synchronized void report(String line) {
        try {
            test.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException("The test has gone", gone);
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(test.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) obey(line.split(" "));
        } catch (IOException gone) {
            // as at the end of the lines
        }
        Runtime.getRuntime().halt(0);
    }

    private void obey(String[] words) {
        switch (words[0]) {
            case "pass" -> passOf(words[1]).complete(null);
            case "late" -> scope(words[1]).run(() -> Step.PLAIN.take(this, words[2]));
            case "job" -> job(OpenScope.runtimeOf(scope(words[1])), words[2]);
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    private AfterScope scope(String work) {
        AfterScope scope = scopes.get(Integer.valueOf(work));
        if (scope == null) throw new IllegalStateException("There was no invocation " + work);
        return scope;
    }

    private static void job(AfterRuntime runtime, String name) {
        runtime.inScope("a job", () -> after(named(name), () -> {}));
    }
}
