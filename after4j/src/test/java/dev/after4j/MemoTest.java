package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R17: memoisation per scope. */
class MemoTest {
    private final Fixture fixture = new Fixture();
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<Object> log = new ArrayList<>();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void r17_oncePerScopeAndReusedInsideTasks() {
        Supplier<Integer> user = Memo.perRequest(calls::incrementAndGet);
        fixture.exchange(() -> {
            log.add(user.get());
            after(() -> log.add(user.get()));
            after(() -> after(() -> log.add(user.get())));
        });
        fixture.exchange(() -> log.add(user.get()));
        assertThat(log).containsExactly(1, 1, 1, 2);
    }

    @Test
    void r17_oncePerArgumentAndNullIsAValue() {
        Function<String, String> find = Memo.perRequestBy(id -> calls.incrementAndGet() > 0 ? id : "");
        fixture.exchange(() -> {
            log.add(find.apply("a") + find.apply("b") + find.apply("a"));
            log.add(find.apply(null) + "" + find.apply(null));
        });
        assertThat(log).containsExactly("aba", "nullnull");
        assertThat(calls).hasValue(3);
    }

    @Test
    void r17_outsideAScopeItComputesEachTime() {
        Supplier<Integer> user = Memo.perRequest(calls::incrementAndGet);
        assertThat(List.of(user.get(), user.get())).containsExactly(1, 2);
    }

    @Test
    void r17_concurrentCallersWaitForOneComputation() throws Exception {
        CountDownLatch computing = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        Supplier<Integer> slow = Memo.perRequest(() -> {
            computing.countDown();
            await(proceed);
            return calls.incrementAndGet();
        });
        AfterScope scope = fixture.open().scope(Requests.HANDLER);
        Executor inScope = scope.propagating(pool);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(slow, inScope);
        computing.await();
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(slow, inScope);
        proceed.countDown();
        assertThat(List.of(first.get(), second.get())).containsExactly(1, 1);
    }

    @Test
    void r17_aFailureIsThrownToAllWaitersAndTheNextCallComputesAnew() throws Exception {
        IllegalStateException down = new IllegalStateException("database down");
        CountDownLatch computing = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        Supplier<Integer> flaky = Memo.perRequest(() -> {
            if (calls.incrementAndGet() > 1) return 2;
            computing.countDown();
            await(proceed);
            throw down;
        });
        AfterScope scope = fixture.open().scope(Requests.HANDLER);
        Future<Throwable> first = pool.submit(() -> thrownBy(scope, flaky));
        computing.await();
        AtomicReference<Thread> waiter = new AtomicReference<>();
        Future<Throwable> second = pool.submit(() -> {
            waiter.set(Thread.currentThread());
            return thrownBy(scope, flaky);
        });
        while (waiter.get() == null || waiter.get().getState() != Thread.State.WAITING) Thread.onSpinWait();
        proceed.countDown();
        assertThat(first.get()).isSameAs(down);
        assertThat(second.get()).isSameAs(down);
        scope.run(() -> log.add(flaky.get()));
        assertThat(log).containsExactly(2);
    }

    private static Throwable thrownBy(AfterScope scope, Supplier<?> function) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        scope.run(() -> thrown.set(org.assertj.core.api.Assertions.catchThrowable(function::get)));
        return thrown.get();
    }

    @Test
    void r17_aFunctionThatNeedsItselfIsAnErrorThatNamesIt() {
        AtomicReference<Function<Integer, Integer>> self = new AtomicReference<>();
        self.set(Memo.perRequestBy(n -> self.get().apply(n)));
        fixture.exchange(() -> assertThatThrownBy(() -> self.get().apply(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MemoTest:"));
    }

    @Test
    void r17_alsoAcrossFunctionsAndThreads() {
        AtomicReference<Supplier<Integer>> first = new AtomicReference<>();
        Supplier<Integer> second = Memo.perRequest(() -> first.get().get());
        first.set(Memo.perRequest(
                () -> CompletableFuture.supplyAsync(second, After.scope().propagating(pool))
                        .join()));
        fixture.exchange(() -> assertThatThrownBy(() -> first.get().get())
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs its own result")
                .hasMessageContaining("MemoTest:"));
    }

    @Test
    void r17_differentArgumentsOfOneFunctionMayNest() {
        AtomicReference<Function<Integer, Integer>> factorial = new AtomicReference<>();
        factorial.set(Memo.perRequestBy(n -> n == 0 ? 1 : n * factorial.get().apply(n - 1)));
        fixture.exchange(() -> log.add(factorial.get().apply(5)));
        assertThat(log).containsExactly(120);
    }

    @Test
    void r17_twoThreadsThatNeedEachOthersResultsDoNotHang() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        AtomicReference<Supplier<Integer>> left = new AtomicReference<>();
        Supplier<Integer> right = Memo.perRequest(() -> meetThen(both, left.get()));
        left.set(Memo.perRequest(() -> meetThen(both, right)));
        AfterScope scope = fixture.open().scope(Requests.HANDLER);
        Future<Throwable> one = pool.submit(() -> thrownBy(scope, left.get()));
        Future<Throwable> two = pool.submit(() -> thrownBy(scope, right));
        assertThat(one.get()).hasMessageContaining("needs its own result");
        assertThat(two.get()).hasMessageContaining("needs its own result");
    }

    private static Integer meetThen(CountDownLatch both, Supplier<Integer> other) {
        both.countDown();
        await(both);
        return other.get();
    }

    @Test
    void r17_anInterruptedWaiterIsToldAndKeepsItsFlag() throws Exception {
        CountDownLatch computing = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        Supplier<Integer> slow = Memo.perRequest(() -> {
            computing.countDown();
            await(proceed);
            return 1;
        });
        AfterScope scope = fixture.open().scope(Requests.HANDLER);
        Future<?> first = pool.submit(() -> thrownBy(scope, slow));
        computing.await();
        Thread.currentThread().interrupt();
        assertThat(thrownBy(scope, slow)).hasMessageContaining("Interrupted").hasMessageContaining("MemoTest:");
        assertThat(Thread.interrupted()).isTrue();
        proceed.countDown();
        first.get();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
