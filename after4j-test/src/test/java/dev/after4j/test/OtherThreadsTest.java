package dev.after4j.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskEnd.Kind.FAILED;
import static dev.after4j.TaskEnd.Kind.SUCCEEDED;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.After;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Code under test that uses threads of its own. */
@ExtendWith(AfterExtension.class)
class OtherThreadsTest {
    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void r03_propagatingExecutorsRegisterAndTheTestsThreadRuns(AfterKit kit) throws Exception {
        CompletableFuture<Thread> ranOn = new CompletableFuture<>();
        CompletionStage<Void> registered = kit.handle(() -> {
            Executor here = After.scope().propagating(pool);
            return CompletableFuture.runAsync(
                    () -> after(named("elsewhere"), () -> ranOn.complete(Thread.currentThread())), here);
        });
        registered.toCompletableFuture().get();
        assertThat(kit.registered()).containsExactly("elsewhere");
        kit.finish();
        assertThat(ranOn).isCompletedWithValue(Thread.currentThread());
    }

    @Test
    void r10_whatComesAfterTheFinishIsAwaited(AfterKit kit) throws Exception {
        CountDownLatch finished = new CountDownLatch(1);
        CompletableFuture<Void> all = kit.handle(() -> {
            Executor here = After.scope().propagating(pool);
            return CompletableFuture.runAsync(
                    () -> {
                        awaitQuietly(finished);
                        after(named("late"), () -> {});
                    },
                    here);
        });
        kit.finish();
        finished.countDown();
        all.get();
        assertThat(kit.registered()).containsExactly("late");
        kit.awaitTasks();
        assertThat(kit.ended(SUCCEEDED)).containsExactly("late");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Test
    void r02_stagesThatCompleteElsewhereAreAwaited(AfterKit kit) throws Exception {
        CountDownLatch finished = new CountDownLatch(1);
        kit.handle(() -> {
            after(named("started"), () -> CompletableFuture.runAsync(() -> awaitQuietly(finished), pool));
            after(named("running"), CompletableFuture.runAsync(() -> awaitQuietly(finished), pool));
        });
        kit.finish();
        assertThat(kit.pending()).containsExactly("started", "running");
        finished.countDown();
        kit.awaitTasks();
        assertThat(kit.pending()).isEmpty();
    }

    @Test
    void awaitingInsideATaskIsAnError(AfterKit kit) {
        kit.handle(() -> after(named("waiter"), kit::awaitTasks));
        kit.finish();
        assertThat(kit.assertFailed("waiter")).hasMessageContaining("would wait for that task itself");
    }

    @Test
    void manyThreadsAtOnceLoseNothing(AfterKit kit) {
        int tasks = 1_000;
        Phaser registering = new Phaser(1);
        kit.handle(() -> {
            Executor here = After.scope().propagating(pool);
            for (int i = 0; i < tasks; i++) {
                String name = "task " + i;
                registering.register();
                here.execute(() -> {
                    after(named(name), () -> {});
                    registering.arriveAndDeregister();
                });
            }
        });
        registering.arriveAndAwaitAdvance();
        assertThat(kit.registered()).hasSize(tasks).doesNotHaveDuplicates();
        kit.finish();
        assertThat(kit.ended(SUCCEEDED)).hasSize(tasks);
        assertThat(kit.ended(FAILED)).isEmpty();
    }

    @Test
    void r03_anotherThreadWithoutTheScopeIsAnErrorAsInProduction(AfterKit kit) {
        CompletableFuture<Void> lost =
                kit.handle(() -> CompletableFuture.runAsync(() -> after(named("lost"), () -> {}), pool));
        assertThatThrownBy(lost::get).hasMessageContaining("propagating(executor)");
        assertThat(kit.registered()).isEmpty();
    }
}
