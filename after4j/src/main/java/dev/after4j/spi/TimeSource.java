package dev.after4j.spi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The runtime's clock and alarm, replaceable in tests: the test kit's stands still until the test moves it.
 *
 * <pre>{@code
 * AfterRuntime.builder().time(TimeSource.system()); // the default
 * }</pre>
 */
public interface TimeSource {
    /** As {@link System#nanoTime()}. */
    long nanoTime();

    /**
     * Calls {@code alarm} once, about {@code delay} from now, on any thread but the caller's; the alarm never throws, and
     * may call listeners.
     */
    void schedule(Duration delay, Runnable alarm);

    /**
     * Waits on the calling thread until {@code done} is open, for at most {@code atMost}. A drain waits here for the
     * pending tasks (R22); a test's clock can run them meanwhile and then move on, instead of waiting.
     */
    default void await(CountDownLatch done, Duration atMost) throws InterruptedException {
        schedule(atMost, done::countDown);
        done.await();
    }

    /** The system's. */
    static TimeSource system() {
        return new TimeSource() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void schedule(Duration delay, Runnable alarm) {
                CompletableFuture.delayedExecutor(
                                TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS, this::start)
                        .execute(alarm);
            }

            // on a thread of its own: in a common pool an alarm would wait for other people's work
            private void start(Runnable alarm) {
                try {
                    Thread thread = new Thread(null, alarm, "after4j-alarm", 0, false);
                    thread.setDaemon(true);
                    thread.start();
                } catch (OutOfMemoryError noThread) { // an alarm that were lost would never be set again
                    alarm.run();
                }
            }
        };
    }
}
