package dev.after4j.test.conformance;

import dev.after4j.After;
import dev.after4j.AfterTask;
import dev.after4j.Outcome;
import dev.after4j.test.internal.Patience;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A task that stands still at its first statement until it is released. */
final class HeldTask implements AfterTask {
    private final String name;
    private final Patience patience;
    private final CompletableFuture<Outcome> started = new CompletableFuture<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger entered = new AtomicInteger();

    HeldTask(String name, Patience patience) {
        this.name = name;
        this.patience = patience;
    }

    @Override
    public void run() throws InterruptedException {
        entered.incrementAndGet();
        started.complete(After.outcome());
        released.await();
    }

    boolean hasStarted() {
        return started.isDone();
    }

    int entered() {
        return entered.get();
    }

    /** Waits until it stands at its first statement, and gives the outcome that it saw there. */
    Outcome awaitStart() {
        return patience.await(
                started, "the start of task '" + name + "', although the exchange is over: is its finish reported?");
    }

    void release() {
        released.countDown();
    }
}
