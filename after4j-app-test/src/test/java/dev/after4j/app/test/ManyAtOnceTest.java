package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.after4j.After;
import dev.after4j.AfterScope.Reason;
import dev.after4j.app.App;
import dev.after4j.app.Forward;
import dev.after4j.app.Html;
import dev.after4j.app.Prerender;
import dev.after4j.server.AfterServer;
import dev.after4j.server.RunningServer;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everybody asks for one page at once, and it is rendered once. */
@Timeout(60)
class ManyAtOnceTest {
    private static final int CLIENTS = 200;
    private static final Duration AGE = Duration.ofMinutes(1);
    /** No more than the threads of a server on JDK 17 wait at once. */
    private static final int WAITING = 50;

    /** Each request passes a proxy before it looks for the page; a render waits for so many of them. */
    private volatile CountDownLatch arrived = new CountDownLatch(0);

    private final AtomicInteger renders = new AtomicInteger();
    private final AtomicInteger together = new AtomicInteger();
    private final ConcurrentLinkedQueue<Reason> tasks = new ConcurrentLinkedQueue<>();
    private final LinkedBlockingQueue<Reason> ran = new LinkedBlockingQueue<>();
    private final Now now = new Now();
    private volatile boolean fails;

    private App app() {
        return App.builder()
                .clock(now)
                .prerender(Prerender.AUTO.revalidate(AGE))
                .proxy(request -> {
                    arrived.countDown();
                    return Forward.next();
                })
                .page("/here", request -> {
                    int number = renders.incrementAndGet();
                    assertThat(together.incrementAndGet()).isEqualTo(1);
                    after(named("task"), () -> ran.add(After.scope().reason()));
                    tasks.add(After.scope().reason());
                    arrived.await();
                    together.decrementAndGet();
                    if (fails) throw new IllegalStateException("out of tea");
                    return Html.text("render " + number);
                })
                .build();
    }

    private enum Was {
        NEVER_RENDERED,
        TOO_OLD,
        EXPIRED;

        /** What clients see then; who comes last may find the new page kept. */
        Map<String, Long> states(int clients) {
            String one = this == TOO_OLD ? "200 STALE render 1" : "200 render " + (this == EXPIRED ? 2 : 1);
            return Map.of(one, (long) clients);
        }

        Reason reason() {
            return this == NEVER_RENDERED ? Reason.FIRST_RENDER : Reason.REVALIDATE;
        }
    }

    private void prepare(Was was, App app, Callable<?> request) throws Exception {
        if (was == Was.NEVER_RENDERED) return;
        request.call();
        tasks.clear();
        if (was == Was.TOO_OLD) now.advance(AGE);
        else app.revalidation().path("/here");
    }

    private static <T> Map<String, Long> all(List<? extends Future<T>> answers, Function<T, String> seen)
            throws Exception {
        List<String> all = new ArrayList<>();
        for (Future<T> answer : answers) all.add(seen.apply(answer.get(30, TimeUnit.SECONDS)));
        return all.stream().collect(Collectors.groupingBy(one -> one, Collectors.counting()));
    }

    private static String seen(int status, Optional<String> state, String text) {
        return status + state.filter("STALE"::equals).map(stale -> " STALE ").orElse(" ") + text;
    }

    private static String seen(AppResponse response) {
        return seen(response.status(), response.header("x-after-cache"), response.text());
    }

    private static String seen(HttpResponse<String> response) {
        return seen(response.statusCode(), response.headers().firstValue("x-after-cache"), response.body());
    }

    private static List<Future<AppResponse>> ask(AppClient client, ExecutorService threads) {
        List<Future<AppResponse>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) answers.add(threads.submit(() -> client.send(TestRequest.get("/here"))));
        return answers;
    }

    @ParameterizedTest
    @EnumSource
    @ExtendWith(AfterExtension.class)
    void r25_oneRenderAndOneSetOfTasks(Was was, AfterKit kit) throws Exception {
        App app = app();
        AppClient client = AppClient.of(app, kit);
        prepare(was, app, () -> client.send(TestRequest.get("/here")));
        if (was != Was.TOO_OLD)
            arrived = new CountDownLatch(CLIENTS); // where it was too old nobody waits: the refresh is a task
        int before = renders.get();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            assertThat(all(ask(client, threads), ManyAtOnceTest::seen)).isEqualTo(was.states(CLIENTS));
        } finally {
            threads.shutdown();
        }
        kit.finish();
        assertThat(renders).hasValue(before + 1);
        assertThat(tasks).containsExactly(was.reason());
        assertThat(ran).hasSize(before + 1);
        assertThat(seen(client.send(TestRequest.get("/here")))).isEqualTo("200 render " + (before + 1));
        kit.finish();
    }

    @Test
    @ExtendWith(AfterExtension.class)
    void r25_oneFailureForAllWhoWaitAndOneReport(AfterKit kit) {
        AppClient client = AppClient.of(app(), kit);
        fails = true;
        arrived = new CountDownLatch(CLIENTS);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<ILoggingEvent> logged;
        try {
            logged = Logged.by(() -> {
                try {
                    assertThat(all(ask(client, threads), response -> "" + response.status()))
                            .isEqualTo(Map.of("500", (long) CLIENTS));
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
            });
        } finally {
            threads.shutdown();
        }
        kit.finish();
        // nothing is kept: who had passed the proxy, and came too late to wait, has tried again
        assertThat(renders.get()).isLessThan(CLIENTS / 2);
        assertThat(logged).hasSize(renders.get());
        assertThat(ran).hasSize(renders.get()).containsOnly(Reason.FIRST_RENDER);
    }

    @ParameterizedTest
    @EnumSource
    void r25_oneRenderAndOneSetOfTasksOverSockets(Was was) throws Exception {
        App app = app();
        RunningServer server = AfterServer.of(app).start("--port=0");
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request =
                HttpRequest.newBuilder(server.address().resolve("/here")).build();
        try {
            prepare(was, app, () -> http.send(request, BodyHandlers.ofString()));
            int before = renders.get();
            for (int i = 0; i < before; i++)
                assertThat(ran.poll(30, TimeUnit.SECONDS)).isNotNull();
            // a refresh is held until everybody has the old page
            CountDownLatch held = new CountDownLatch(was == Was.TOO_OLD ? CLIENTS + 1 : WAITING);
            arrived = held;
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) answers.add(http.sendAsync(request, BodyHandlers.ofString()));
            Map<String, Long> seen = all(answers, ManyAtOnceTest::seen);
            assertThat(seen).isEqualTo(was.states(CLIENTS));
            held.countDown();
            assertThat(ran.poll(30, TimeUnit.SECONDS)).isEqualTo(was.reason());
            assertThat(renders).hasValue(before + 1);
            assertThat(tasks).containsExactly(was.reason());
        } finally {
            server.stop();
        }
        assertThat(ran).isEmpty();
    }
}
