package dev.after4j.test.host;

import dev.after4j.test.internal.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * One invocation of the process under test, which the suite makes and the host under test carries out. The host says, from any thread, what becomes of
 * it: that it was answered, and then that it is over or has failed.
 */
public final class Invocation {
    private final Work work;
    private final Duration limit;
    private final Patience patience;
    private final Runnable atOver;
    private final CountDownLatch clientReads = new CountDownLatch(1);
    private final CompletableFuture<String> sent = new CompletableFuture<>();
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    /** What is wrong with it, if anything is. */
    private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();

    private volatile long begunNanos;
    private volatile long overNanos;

    Invocation(Work work, Duration limit, Patience patience, Runnable atOver) {
        this.work = work;
        this.limit = limit;
        this.patience = patience;
        this.atOver = atOver;
    }

    /** What {@link HostApplication#handle} is to be given: digits, small letters and hyphens, which a path or a body carries as they are. */
    public String what() {
        return work.text();
    }

    /** How long the host will wait for the process, counted from here; only for hosts that have such a limit. */
    public Duration limit() {
        return limit;
    }

    /**
     * The process has sent its response, and nothing of it has been taken yet. Returns when the client has it, for which the suite may make the host wait:
     * only then is the process to know that the response has been delivered.
     *
     * @param text what {@link HostApplication#handle} returned; or what the adapter says when that has thrown
     */
    public void answered(String text) throws InterruptedException {
        sent.complete(text);
        clientReads.await();
        answer.complete(text);
    }

    /**
     * The host believes the invocation over: the response is delivered and nothing keeps the host waiting. The suite may freeze or kill the process before
     * this returns. Call it without a lock that others need.
     */
    public void over() {
        if (end.isDone()) return;
        overNanos = System.nanoTime();
        boolean delivered = answer.isDone();
        atOver.run();
        end.complete(delivered ? Optional.empty() : Optional.of("is over before its response was delivered"));
    }

    /** The host takes the invocation for failed although it was answered, and will not use the process as it would after {@link #over}. */
    public void failed(String why) {
        end.complete(Optional.of("has failed: " + why));
    }

    Work work() {
        return work;
    }

    List<String> tasks() {
        return work.tasks();
    }

    void begins() {
        begunNanos = System.nanoTime();
    }

    /** Whether it was over before the host's patience was. */
    boolean wasInTime() {
        return overNanos - begunNanos < limit.toNanos();
    }

    boolean isOver() {
        return end.getNow(Optional.of("")).isEmpty();
    }

    /** Until the process has sent its response, which a client that does not read keeps from being delivered. */
    void awaitResponse() {
        patience.await(sent, "the response to '" + work.text() + "'");
    }

    /** The client takes the response when it comes. */
    void deliver() {
        clientReads.countDown();
    }

    String awaitAnswer() {
        return patience.await(answer, "the answer to '" + work.text() + "'");
    }

    void awaitOver() {
        patience.await(end, "the end of '" + work.text() + "', of which nothing is left to wait for")
                .ifPresent(this::isWrong);
    }

    /** Unless it is wrongly believed to be. */
    void refuseOver(String why) {
        if (end.isDone()) isWrong(end.join().orElse("is over, although " + why));
    }

    private void isWrong(String how) {
        throw new AssertionError("To the host the invocation '" + work.text() + "' " + how);
    }
}
