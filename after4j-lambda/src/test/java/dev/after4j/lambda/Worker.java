package dev.after4j.lambda;

import static dev.after4j.After.after;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.after4j.After;
import dev.after4j.TaskOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A handler that does what the event says: a word, and a name. */
public final class Worker implements RequestHandler<String, String> {
    private final AfterLambda lambda = AfterLambda.of(tasks -> tasks.drainTimeout(Duration.ofSeconds(10)));

    public Worker() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Remote.tell("stopping")));
    }

    @Override
    public String handleRequest(String event, Context context) {
        return lambda.handle(context, () -> {
            String[] words = event.split(" ");
            switch (words[0]) {
                case "nothing" -> {}
                case "stay" -> Remote.hold(words[1]);
                case "two" -> two(words[1]);
                case "hold" -> after(() -> hold(words[1]));
                case "fail" ->
                    after(TaskOptions.named(words[1]), () -> {
                        throw new IllegalStateException("a task's own mistake");
                    });
                case "endless" -> after(TaskOptions.named(words[1]), () -> new CountDownLatch(1).await());
                case "throw" -> {
                    after(() -> Remote.tell("a task saw " + After.outcome()));
                    throw new IllegalStateException("a handler's own mistake");
                }
                default -> throw new AssertionError(event);
            }
            return event;
        });
    }

    /** Tasks: one of them, and one of that. */
    private static void two(String name) {
        after(() -> {
            Remote.tell("task " + name);
            after(() -> Remote.tell("task of task " + name));
        });
    }

    private static void hold(String place) {
        Remote.hold(place);
        Remote.tell("went on " + place);
    }
}
