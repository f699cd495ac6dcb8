package dev.after4j.test.host;

import dev.after4j.AfterRuntime;
import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import dev.after4j.test.TestRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The process of a {@link SimulatedHost}, with the simplest adapter that there is. Invocations come in on its standard input, what becomes of them goes out on
 * its standard output.
 */
class SimulatedProcess {
    record Handled(String answer, Outcome outcome) {}

    private static final Duration RESERVE = Duration.ofMillis(500);
    private static final Surface HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);

    final Queue<CompletableFuture<?>> stages = new ConcurrentLinkedQueue<>();
    final AfterRuntime runtime;
    private final HostApplication application = HostApplication.connect();
    private final BufferedReader in;
    private final PrintStream out;

    SimulatedProcess(BufferedReader in, PrintStream out) {
        this.in = in;
        this.out = out;
        this.runtime = AfterRuntime.builder()
                .listener(application)
                .waitUntil(settled -> stages.add(settled.toCompletableFuture()))
                .build();
    }

    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err); // for the log
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        SimulatedProcess process = Adapter.valueOf(args[0]).in(in, out);
        for (String line; (line = in.readLine()) != null; ) {
            String[] words = line.split(" ");
            process.invoke(Duration.parse(words[0]), words[1]);
        }
    }

    void invoke(Duration limit, String what) throws IOException {
        OpenScope scope = open(what);
        scope.allow(limit.minus(RESERVE));
        end(scope, handle(scope, what));
    }

    OpenScope open(String what) {
        return OpenScope.open(runtime, TestRequest.post("/" + what).source());
    }

    Handled handle(OpenScope scope, String what) {
        OpenScope.Entered entered = scope.enter(HANDLER);
        try {
            return new Handled(application.handle(what), Outcome.completed(200));
        } catch (RuntimeException thrown) {
            return new Handled("an error", Outcome.failed(500, thrown));
        } finally {
            entered.close();
        }
    }

    void end(OpenScope scope, Handled handled) throws IOException {
        answer(handled.answer);
        scope.finish(handled.outcome);
        awaitStages();
        over();
    }

    /** Returns when the response has been delivered. */
    void answer(String text) throws IOException {
        say("answered " + text);
        in.readLine();
    }

    void awaitStages() {
        for (CompletableFuture<?> stage; (stage = stages.poll()) != null; ) stage.join();
    }

    void over() {
        say("over");
    }

    void say(String line) {
        out.println(line);
    }
}
