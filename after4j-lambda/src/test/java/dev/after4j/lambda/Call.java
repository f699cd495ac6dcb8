package dev.after4j.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An invocation, as who made it sees it: with its answer, and how the environment came through it. */
final class Call {
    /** What the runtime has sent: the result of the handler, or the error that it threw, as JSON. */
    record Answer(boolean failed, String json) {}

    final String id;
    final byte[] event;
    final Duration timeout;
    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    /** Completes when the environment is frozen, or free for the next; fails if it has not survived. */
    final CompletableFuture<Void> over = new CompletableFuture<>();

    private boolean atRuntime;
    private boolean atExtension;
    private boolean done;
    private long deadline;

    Call(String id, String event, Duration timeout) {
        this.id = id;
        this.event = event.getBytes(StandardCharsets.UTF_8);
        this.timeout = timeout;
    }

    void begin() {
        deadline = System.currentTimeMillis() + timeout.toMillis();
    }

    /** When it ends at the latest, in milliseconds of the epoch. */
    long deadline() {
        return deadline;
    }

    boolean takeForRuntime() {
        boolean mine = !atRuntime;
        atRuntime = true;
        return mine;
    }

    boolean takeForExtension() {
        boolean mine = !atExtension;
        atExtension = true;
        return mine;
    }

    /** The runtime has answered, and asks for the next. */
    void markDone() {
        done = true;
    }

    boolean done() {
        return done;
    }

    void fail(String reason) {
        answer.completeExceptionally(new AssertionError(reason));
        over.completeExceptionally(new AssertionError(reason));
    }
}
