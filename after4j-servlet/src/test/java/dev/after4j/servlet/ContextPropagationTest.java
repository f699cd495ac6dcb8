package dev.after4j.servlet;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.AfterRuntime;
import dev.after4j.NoAfterScopeException;
import dev.after4j.Outcome;
import dev.after4j.TaskOptions;
import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestView;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.RequestSource;
import dev.after4j.spi.Surface;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.ThreadLocalAccessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** What tasks see of the thread that registered them, and scopes on threads that the library takes them to. */
@Timeout(60)
class ContextPropagationTest {
    /** The key of the accessor that carries the container's request in Spring applications. */
    private static final String LIVE_REQUEST =
            "org.springframework.web.context.request.RequestAttributesThreadLocalAccessor.KEY";

    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();
    private static final ThreadLocal<String> ATTRIBUTES = new ThreadLocal<>();

    private final ContextRegistry registry = ContextRegistry.getInstance();
    private final ExecutorService taskThread = Executors.newSingleThreadExecutor();
    private final AfterRuntime runtime =
            ContextPropagation.runtime().executor(taskThread).build();
    private final CompletableFuture<String> seen = new CompletableFuture<>();

    private record Accessor(String key, ThreadLocal<String> local) implements ThreadLocalAccessor<String> {
        @Override
        public String getValue() {
            return local.get();
        }

        @Override
        public void setValue(String value) {
            local.set(value);
        }

        @Override
        public void setValue() {
            local.remove();
        }
    }

    @BeforeEach
    void register() {
        registry.registerThreadLocalAccessor(new Accessor("tenant", TENANT));
        registry.registerThreadLocalAccessor(new Accessor(LIVE_REQUEST, ATTRIBUTES));
    }

    @AfterEach
    void remove() {
        registry.removeThreadLocalAccessor("tenant");
        registry.removeThreadLocalAccessor(LIVE_REQUEST);
        TENANT.remove();
        ATTRIBUTES.remove();
        MDC.clear();
        taskThread.shutdownNow();
    }

    private String look() {
        return TENANT.get() + " " + MDC.get("trace") + " " + ATTRIBUTES.get();
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    @Test
    void r12_whatTheAccessorsKnowAndTheMdcButNotTheLiveRequest() throws Exception {
        TENANT.set("shop");
        ATTRIBUTES.set("live");
        MDC.put("trace", "t1");
        runtime.inScope(
                "work",
                () -> after(() -> {
                    seen.complete(look());
                }));
        assertThat(get(seen)).isEqualTo("shop t1 null");
        assertThat(get(taskThread.submit(this::look)))
                .as("the task's thread, later")
                .isEqualTo("null null null");
    }

    @Test
    void r12_nothingLeaksOverTenThousandRequestsOnReusedThreads() throws Exception {
        int requests = 10_000;
        List<String> wrong = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(requests);
        for (int i = 0; i < requests; i++) {
            boolean bare = i % 2 == 1;
            String expected = bare ? "null null null" : "tenant" + i + " trace" + i + " null";
            if (bare) remove(TENANT);
            else set("tenant" + i, "trace" + i);
            runtime.inScope(
                    "request",
                    () -> after(TaskOptions.named("look"), () -> {
                        if (!look().equals(expected)) wrong.add(look() + " instead of " + expected);
                        done.countDown();
                    }));
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).isEmpty();
        assertThat(get(taskThread.submit(this::look))).isEqualTo("null null null");
    }

    private static void set(String tenant, String trace) {
        TENANT.set(tenant);
        MDC.put("trace", trace);
    }

    private static void remove(ThreadLocal<String> local) {
        local.remove();
        MDC.clear();
    }

    private boolean isBound(ExecutorService thread) throws Exception {
        return get(thread.submit(() -> OpenScope.bound() != null));
    }

    @Test
    void r03_afterWorksInWrappedCodeOnAnotherThreadAndNothingStaysBoundThere() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        ExecutorService wrapping = ContextExecutorService.wrap(
                other, ContextSnapshotFactory.builder().build()::captureAll);
        runtime.inScope(
                "work",
                () -> get(wrapping.submit(() -> after(() -> {
                    seen.complete("ran");
                }))));
        assertThat(get(seen)).isEqualTo("ran");
        assertThat(isBound(other)).isFalse();
        assertThatThrownBy(() -> get(other.submit(() -> after(() -> {}))))
                .hasCauseInstanceOf(NoAfterScopeException.class);
        other.shutdown();
    }

    /** A request of {@code GET /orders} on {@code surface}. */
    private OpenScope open() {
        return OpenScope.open(runtime, new RequestSource() {
            @Override
            public String method() {
                return "GET";
            }

            @Override
            public String path() {
                return "/orders";
            }

            @Override
            public void headers(BiConsumer<String, String> each) {}

            @Override
            public void cookies(BiConsumer<String, String> each) {}

            @Override
            public long startedNanos() {
                return System.nanoTime();
            }
        });
    }

    /** Runs {@code code} in a task registered on {@code surface}, wrapped for another thread, and gives its failure. */
    private Throwable inATaskWrappedElsewhere(Surface.RequestAccess access, Runnable code) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        OpenScope scope = open();
        scope.scope(Surface.of("page", access))
                .run(() -> after(() -> {
                    Runnable wrapped = snapshots.captureAll().wrap(() -> {
                        code.run();
                        failure.complete(null);
                    });
                    other.submit(() -> {
                        try {
                            wrapped.run();
                        } catch (Throwable thrown) {
                            failure.complete(thrown);
                        }
                    });
                }));
        scope.finish(Outcome.completed(200));
        Throwable thrown = get(failure);
        assertThat(isBound(other)).isFalse();
        other.shutdown();
        return thrown;
    }

    @Test
    void r14_theRuleOfTheTaskHoldsWhereItsCodeIsTaken() throws Exception {
        CompletableFuture<RequestView> view = new CompletableFuture<>();
        assertThat(inATaskWrappedElsewhere(Surface.RequestAccess.ALLOWED, () -> view.complete(CurrentRequest.get())))
                .isNull();
        assertThat(get(view).path()).isEqualTo("/orders");
        assertThat(inATaskWrappedElsewhere(Surface.RequestAccess.REFUSED, CurrentRequest::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("read it outside the task");
    }

    @Test
    void r21_whatATaskTookAlongHoldsNoRequestAfterItsTime() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        CompletableFuture<Runnable> taken = new CompletableFuture<>();
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        OpenScope scope = open();
        Surface surface = Surface.of("page", Surface.RequestAccess.ALLOWED);
        scope.scope(surface)
                .run(() -> after(TaskOptions.named("slow").within(Duration.ofMillis(50)), () -> {
                    taken.complete(ContextSnapshotFactory.builder()
                            .build()
                            .captureAll()
                            .wrap(() -> {
                                CurrentRequest.get();
                            }));
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        stopped.complete(true);
                    }
                }));
        scope.finish(Outcome.completed(200));
        get(stopped);
        assertThatThrownBy(() -> get(other.submit(get(taken))))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no request to read");
        other.shutdown();
    }

    @Test
    void theLibrarysRegistryFindsOurAccessor() {
        assertThat(registry.getThreadLocalAccessors())
                .extracting(ThreadLocalAccessor::key)
                .contains(ScopeAccessor.KEY);
    }

    @Test
    void r03_aSnapshotTakenOutsideAScopeBindsNothing() {
        AtomicInteger runs = new AtomicInteger();
        ContextSnapshotFactory.builder()
                .build()
                .captureAll()
                .wrap(() -> {
                    assertThat(OpenScope.bound()).isNull();
                    runs.incrementAndGet();
                })
                .run();
        assertThat(runs).hasValue(1);
    }
}
