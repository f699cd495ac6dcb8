package dev.after4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterTask;
import dev.after4j.Outcome;
import dev.after4j.Overflow;
import dev.after4j.TaskOptions;
import dev.after4j.fixtures.Requests;
import dev.after4j.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A drainer that lingers: for minutes here, so that nothing happens by the mere passing of time. */
class LaneTest {
    private final AtomicInteger woken = new AtomicInteger();
    private final Settings settings = new Settings(
            this::start,
            8,
            8,
            Overflow.REJECT_NEWEST,
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            List.of(),
            List.of(),
            null,
            TimeSource.system());
    private final DefaultRuntime runtime = new DefaultRuntime(settings);
    private int refusedStart;
    private final CountDownLatch ran = new CountDownLatch(1);
    private final CountDownLatch ranToo = new CountDownLatch(1);
    private final Lane lane = new Lane(
            this::start,
            Duration.ofMinutes(5).toNanos(),
            1,
            settings,
            task -> () -> run((AfterTask) task.body),
            refused -> {});

    private void start(Runnable command) {
        if (woken.incrementAndGet() == refusedStart) throw new OutOfMemoryError("unable to create native thread");
        Thread thread = new Thread(command);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(AfterTask body) {
        try {
            body.run();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
        lane.release();
    }

    private Task task(AfterTask body) {
        Scope scope = new Scope(runtime, new Requests());
        scope.finish(Outcome.completed(200));
        return new Task(scope, Requests.HANDLER, TaskOptions.unnamed(), body);
    }

    private void untilItLingers() {
        while (!lane.lingers()) Thread.onSpinWait();
    }

    @Test
    void r06_aFinishWakesNobodyWhileTheDrainerLingersAndALateTaskDoes() throws Exception {
        lane.offer(task(ran::countDown));
        ran.await();
        untilItLingers();
        assertThat(woken).as("the drainer and the first task").hasValue(2);
        lane.offer(task(ranToo::countDown));
        assertThat(woken).as("nobody is woken for a finish").hasValue(2);
        lane.hurry();
        ranToo.await();
    }

    @Test
    void r08_withoutAThreadForTheDrainerTasksWaitForTheNextFinish() throws Exception {
        refusedStart = 1;
        lane.offer(task(ran::countDown));
        lane.offer(task(ranToo::countDown));
        ran.await();
    }

    @Test
    void r08_withoutAThreadForATaskItRunsOnTheDrainers() throws Exception {
        refusedStart = 2;
        lane.offer(task(ran::countDown));
        ran.await();
    }

    @Test
    void r20_aSlotThatIsFreeBringsTheLingeringDrainerBack() throws Exception {
        CountDownLatch leave = new CountDownLatch(1);
        Task waits = task(ran::countDown);
        waits.next = task(leave::await);
        lane.offer(waits); // one finish, so that the drainer has seen both when it lingers
        untilItLingers();
        leave.countDown();
        ran.await();
    }
}
