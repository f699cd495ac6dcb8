package dev.after4j.test.conformance;

import dev.after4j.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The system's time, which tells when a drain begins to wait. */
final class WatchedTime implements TimeSource {
    private final TimeSource system = TimeSource.system();
    private final CountDownLatch drainWaits = new CountDownLatch(1);

    CountDownLatch drainWaits() {
        return drainWaits;
    }

    @Override
    public long nanoTime() {
        return system.nanoTime();
    }

    @Override
    public void schedule(Duration delay, Runnable alarm) {
        system.schedule(delay, alarm);
    }

    @Override
    public void await(CountDownLatch done, Duration atMost) throws InterruptedException {
        drainWaits.countDown();
        system.await(done, atMost);
    }
}
