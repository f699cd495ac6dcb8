package dev.after4j.test.conformance;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.AfterTask;
import dev.after4j.Memo;
import dev.after4j.TaskEnd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R08 to R10 and R17 to R19: what becomes of tasks, seen through a real exchange. */
abstract class TaskRules extends DepartureRules {
    private static final int LEVELS = 20_000;
    private static final AtomicInteger COMPUTED = new AtomicInteger();
    private static final Supplier<Integer> ONCE = Memo.perRequest(COMPUTED::incrementAndGet);

    @Test
    public final void required_r08_everyRegistrationHasExactlyOneEnd() throws Exception {
        Site own = newSite(runtime());
        AtomicInteger entered = new AtomicInteger();
        own.route("/many", exchange -> {
            for (int i = 0; i < 100; i++) after(named("r08-" + i), entered::incrementAndGet);
            after(named("r08-stage"), CompletableFuture.completedFuture("done"));
            after(named("r08-fails"), () -> {
                throw new IOException("on purpose");
            });
        });
        connect(own).get("/many").body();
        IntStream.range(0, 100).forEach(i -> succeeded("r08-" + i));
        succeeded("r08-stage");
        journal.await("r08-fails", waiting());
        own.runtime.drain();
        assertThat(entered).hasValue(100);
        assertThat(own.runtime.registered()).isEqualTo(102);
        assertThat(own.runtime.pending()).isZero();
        IntStream.range(0, 100).forEach(i -> assertThat(journal.of("r08-" + i)).hasSize(1));
    }

    @Test
    public final void required_r09_inTheOrderOfRegistrationAndNoneWaitsForAnother() throws Exception {
        Site own = newSite(runtime().maxRunning(1));
        List<Integer> order = new CopyOnWriteArrayList<>();
        own.route("/order", exchange -> {
            for (int i = 0; i < 100; i++) {
                int number = i;
                after(named("r09-" + i), () -> {
                    order.add(number);
                });
            }
        });
        connect(own).get("/order").body();
        succeeded("r09-99");
        assertThat(order).isEqualTo(IntStream.range(0, 100).boxed().toList());
        HeldTask first = hold("r09-first");
        String path = at("r09-beside", exchange -> {
            after(named("r09-first"), first);
            after(named("r09-second"), () -> {});
        });
        connect().get(path).body();
        succeeded("r09-second");
        assertThat(journal.of("r09-first")).as("the end of the held task").isEmpty();
    }

    @Test
    public final void required_r10_tasksOfTasksUseNoStack() throws Exception {
        CompletableFuture<Integer> bottom = new CompletableFuture<>();
        String path = at("r10-nested", exchange -> after(named("r10-0"), () -> nest(1, bottom)));
        connect().get(path).body();
        assertThat(waiting().await(bottom, "level " + LEVELS + " of tasks of tasks"))
                .isEqualTo(LEVELS);
    }

    private void nest(int level, CompletableFuture<Integer> bottom) {
        if (level == LEVELS) bottom.complete(level);
        else after(named("r10-nested"), () -> nest(level + 1, bottom));
    }

    @Test
    public final void required_r10_registeredAfterTheFinishIsRunButNotInsideTheCall() throws Exception {
        CompletableFuture<AfterScope> kept = new CompletableFuture<>();
        String path = at("r10-late", exchange -> {
            kept.complete(After.scope());
            after(named("r10-early"), () -> {});
        });
        connect().get(path).body();
        succeeded("r10-early");
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        waiting().await(kept, "the handler").after(named("r10-late"), () -> {
            ran.complete(Thread.currentThread());
        });
        succeeded("r10-late");
        assertThat(waiting().await(ran, "the late task")).isNotSameAs(Thread.currentThread());
    }

    @Test
    public final void required_r17_computedOncePerRequest() throws Exception {
        List<Integer> values = new CopyOnWriteArrayList<>();
        String path = at("r17", exchange -> {
            values.add(ONCE.get());
            after(named("r17"), () -> {
                values.add(ONCE.get());
            });
        });
        Client client = connect();
        client.get(path).body();
        succeeded("r17");
        String again = at("r17-again", exchange -> {
            after(named("r17-again"), () -> {
                values.add(ONCE.get());
            });
        });
        client.get(again).body();
        succeeded("r17-again");
        assertThat(values).hasSize(3);
        assertThat(values.get(1)).as("the task's value").isEqualTo(values.get(0));
        assertThat(values.get(2)).as("the next request's value").isNotEqualTo(values.get(0));
    }

    @Test
    public final void required_r18_aFailingTaskHarmsNothing() throws Exception {
        Map<String, AfterTask> failing = Map.of(
                "r18-exception",
                        () -> {
                            throw new IOException("on purpose");
                        },
                "r18-error",
                        () -> {
                            throw new AssertionError("on purpose");
                        },
                "r18-overflow", TaskRules::overflow);
        String path = at("r18", exchange -> {
            failing.forEach((name, task) -> after(named(name), task));
            after(named("r18-sibling"), () -> {});
            exchange.write(new byte[100]);
        });
        Client client = connect();
        assertThat(client.get(path).body()).hasSize(100);
        succeeded("r18-sibling");
        for (String name : failing.keySet())
            assertThat(journal.await(name, waiting()).end().kind()).isEqualTo(TaskEnd.Kind.FAILED);
        assertThat(client.get(path).body())
                .as("the next response of the connection")
                .hasSize(100);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static void overflow() {
        overflow();
    }

    @Test
    public final void required_r19_aFailureIsReportedOnceAndNotOnTheRequestsThread() throws Exception {
        IOException thrown = new IOException("on purpose");
        CompletableFuture<Thread> handler = new CompletableFuture<>();
        String path = at("r19", exchange -> {
            handler.complete(Thread.currentThread());
            after(named("r19"), () -> {
                throw thrown;
            });
            after(named("r19-sibling"), () -> {});
        });
        connect().get(path).body();
        Journal.Entry entry = journal.await("r19", waiting());
        succeeded("r19-sibling");
        assertThat(entry.end().error()).containsSame(thrown);
        assertThat(entry.on()).isNotSameAs(waiting().await(handler, "the handler"));
        assertThat(journal.of("r19")).hasSize(1);
    }
}
