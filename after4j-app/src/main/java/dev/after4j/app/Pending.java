package dev.after4j.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Work that is not done yet; whoever makes one has begun some. */
final class Pending {
    private final AtomicLong count = new AtomicLong(1);
    private final CountDownLatch none = new CountDownLatch(1);

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        if (count.decrementAndGet() == 0) none.countDown();
    }

    /** Returns when nothing is pending, and calls {@code report} again and again meanwhile. */
    void await(Duration every, Runnable report) throws InterruptedException {
        while (!none.await(every.toMillis(), TimeUnit.MILLISECONDS)) report.run();
    }
}
