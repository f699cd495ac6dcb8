package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.test.TestRequest.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.AfterScope.Reason;
import dev.after4j.Memo;
import dev.after4j.app.App;
import dev.after4j.app.CacheOptions;
import dev.after4j.app.CurrentResponse;
import dev.after4j.app.DataCache;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.Revalidation;
import dev.after4j.request.CurrentRequest;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who loads data and who waits for it, and what a loader may do. */
@ExtendWith(AfterExtension.class)
@Timeout(60)
class DataLoadersTest {
    private static final CacheOptions TEAS = CacheOptions.tags("teas");
    private static final CacheOptions FOR_A_MINUTE = TEAS.revalidate(Duration.ofMinutes(1));
    private static final Supplier<Object> MEMO = Memo.perRequest(Object::new);

    /** What a loader could ask of the request that it is called for, or was. */
    enum Ask {
        HEADERS("headers", request -> CurrentRequest.headers()),
        COOKIES("cookies", request -> CurrentRequest.cookies()),
        CONNECTION("connection", request -> {
            CurrentRequest.connection();
            return "";
        }),
        HEADER("header", request -> request.header("x-user")),
        QUERY("query", request -> request.query("user")),
        PRINCIPAL("principal", Request::principal);

        private final String name;
        private final Function<Request, Object> call;

        Ask(String name, Function<Request, Object> call) {
            this.name = name;
            this.call = call;
        }
    }

    private final AfterKit after;
    private final Teas teas = new Teas();
    private final AtomicReference<Function<Request, String>> code = new AtomicReference<>(request -> "");
    private final App app = App.builder()
            .clock(teas)
            .route("GET", "/here", request -> Response.text(code.get().apply(request)))
            .error((request, problem) ->
                    Response.text(problem.error().orElseThrow().getMessage()))
            .build();

    DataLoadersTest(AfterKit after) {
        this.after = after;
    }

    /** What a request is answered with that runs {@code handler}. */
    private String asked(Supplier<String> handler) {
        return answered(request -> handler.get());
    }

    private String answered(Function<Request, String> handler) {
        code.set(handler);
        return AppClient.of(app, after).send(get("/here")).text();
    }

    private static String tea(Supplier<String> loader) {
        return DataCache.get("tea", TEAS, loader);
    }

    /** Threads of the request that calls. */
    private static final class Others {
        private final List<Thread> threads = new ArrayList<>();
        private final Executor executor = After.scope().propagating(command -> {
            Thread thread = new Thread(command);
            threads.add(thread);
            thread.start();
        });

        CompletableFuture<String> call(Supplier<String> code) {
            return CompletableFuture.supplyAsync(code, executor);
        }

        void awaitWaiting() {
            for (Thread thread : threads) while (thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void r27_oneLoadIsForAllWhoComeMeanwhile() {
        assertThat(asked(() -> {
                    CountDownLatch release = new CountDownLatch(1);
                    Others others = new Others();
                    List<CompletableFuture<String>> calls = new ArrayList<>();
                    for (int i = 0; i < 8; i++)
                        calls.add(others.call(() -> tea(() -> {
                            await(release);
                            return teas.load();
                        })));
                    others.awaitWaiting();
                    release.countDown();
                    calls.forEach(call -> assertThat(call.join()).isEqualTo("tea 1"));
                    return "done";
                }))
                .isEqualTo("done");
        assertThat(teas.asked()).isEqualTo(1);
    }

    @Test
    void r27_allWhoWaitGetTheSameExceptionAndTheNextCallLoadsAnew() {
        teas.down(true);
        asked(() -> {
            CountDownLatch release = new CountDownLatch(1);
            Others others = new Others();
            List<CompletableFuture<String>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++)
                calls.add(others.call(() -> tea(() -> {
                    await(release);
                    return teas.load();
                })));
            others.awaitWaiting();
            release.countDown();
            List<Throwable> thrown = calls.stream()
                    .map(call ->
                            call.handle((tea, failure) -> failure.getCause()).join())
                    .toList();
            assertThat(thrown.get(0))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("no tea 1");
            assertThat(thrown).allSatisfy(one -> assertThat(one).isSameAs(thrown.get(0)));
            return "done";
        });
        teas.down(false);
        assertThat(asked(() -> tea(teas::load))).isEqualTo("tea 2");
    }

    @Test
    void r27_whoComesAfterAnExpiryDoesNotGetWhatWasReadBeforeIt() {
        assertThat(asked(() -> {
                    CountDownLatch read = new CountDownLatch(1);
                    CountDownLatch release = new CountDownLatch(1);
                    CompletableFuture<String> early = new Others()
                            .call(() -> tea(() -> {
                                String first = teas.load();
                                read.countDown();
                                await(release);
                                return first;
                            }));
                    await(read);
                    app.revalidation().tag("teas");
                    Others others = new Others();
                    CompletableFuture<String> late = others.call(() -> tea(teas::load));
                    others.awaitWaiting();
                    release.countDown();
                    return early.join() + ", " + late.join() + ", " + tea(teas::load);
                }))
                .isEqualTo("tea 1, tea 2, tea 2");
    }

    @Test
    void r27_whoIsInterruptedWhileWaitingIsTold() {
        assertThat(asked(() -> {
                    CountDownLatch release = new CountDownLatch(1);
                    Others others = new Others();
                    Supplier<String> loader = () -> {
                        await(release);
                        return teas.load();
                    };
                    others.call(() -> tea(loader));
                    others.awaitWaiting();
                    Others interrupted = new Others();
                    CompletableFuture<String> told = interrupted.call(() -> {
                        try {
                            return tea(loader);
                        } catch (IllegalStateException e) {
                            return e.getMessage() + ", flag: "
                                    + Thread.currentThread().isInterrupted();
                        }
                    });
                    interrupted.awaitWaiting();
                    interrupted.threads.get(0).interrupt();
                    String message = told.join();
                    release.countDown();
                    return message;
                }))
                .isEqualTo("Interrupted while waiting for the data 'tea', loaded elsewhere, flag: true");
    }

    private static String needing(String key, Supplier<String> loader) {
        return DataCache.get(key, CacheOptions.NONE, loader);
    }

    private static void isCycle(String message) {
        assertThat(message)
                .contains("needs that data itself, be it by way of other data; break the cycle between the loaders");
    }

    @Test
    void r27_aLoaderThatNeedsItsOwnDataIsAnErrorThatNamesIt() {
        assertThat(asked(() -> needing("a", () -> needing("a", teas::load))))
                .isEqualTo(
                        "The loader of the data 'a' needs that data itself, be it by way of other data; break the cycle between the loaders");
        isCycle(asked(() -> needing("a", () -> needing("b", () -> needing("a", teas::load)))));
        assertThat(asked(() -> needing("a", teas::load)))
                .as("nothing is left of it")
                .isEqualTo("tea 1");
    }

    @Test
    void r27_aLoaderThatNeedsItsOwnDataOnAnotherThreadIsAnError() {
        isCycle(asked(() -> needing(
                "a",
                () -> new Others()
                        .call(() -> needing("a", teas::load))
                        .handle((tea, thrown) -> thrown.getMessage())
                        .join())));
    }

    @Test
    void r27_aLoaderThatNeedsItsOwnDataInTheScopeOfItsRequestIsAnError() {
        isCycle(asked(() -> {
            AfterScope scope = After.scope();
            return needing("a", () -> {
                scope.run(() -> needing("b", () -> needing("a", teas::load)));
                return "";
            });
        }));
    }

    @Test
    void r27_loadersThatWaitForEachOtherAreAnError() {
        isCycle(asked(() -> {
            CyclicBarrier both = new CyclicBarrier(2);
            Others others = new Others();
            CompletableFuture<String> a = others.call(() -> needing("a", () -> meeting(both, "b")));
            CompletableFuture<String> b = others.call(() -> needing("b", () -> meeting(both, "a")));
            String first = a.handle((tea, thrown) -> thrown.getMessage()).join();
            return first + b.handle((tea, thrown) -> thrown.getMessage()).join();
        }));
        assertThat(teas.asked()).isZero();
    }

    private String meeting(CyclicBarrier both, String other) {
        try {
            both.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return needing(other, teas::load);
    }

    @ParameterizedTest
    @EnumSource
    void r27_aLoaderHasNoRequest(Ask ask) {
        assertThat(answered(
                        request -> needing("tea", () -> ask.call.apply(request).toString())))
                .matches(
                        "The loader of the data 'tea' has no request, as what it loads is for all who ask: " + ask.name
                                + "\\(..\\) at DataLoadersTest[^:]*:\\d+; read the request outside of it, and make what was read a part of the key");
    }

    @ParameterizedTest
    @EnumSource
    void r27_aLoaderThatRunsAfterItsRequestHasNoneEither(Ask ask) {
        Function<Request, String> handler = request -> DataCache.get("tea", FOR_A_MINUTE, () -> {
            String tea = teas.load();
            return tea.equals("tea 1") ? tea : ask.call.apply(request).toString();
        });
        answered(handler);
        teas.advance(Duration.ofMinutes(1));
        answered(handler);
        after.finish();
        assertThat(after.assertFailed("refresh"))
                .rootCause()
                .hasMessageStartingWith("The loader of the data 'tea' has no request")
                .hasMessageContaining(ask.name + "(..) at DataLoadersTest");
    }

    @Test
    void r27_aLoaderSeesTheParametersOfThePathOfTheRequestThatItWasMadeFor() {
        assertThat(answered(request -> needing("path", request::path))).isEqualTo("/here");
    }

    @Test
    void r27_aLoaderExpiresNothing() {
        assertThat(asked(() -> needing("tea", () -> {
                    Revalidation.revalidateTag("teas");
                    return "";
                })))
                .isEqualTo(
                        "revalidateTag(\"teas\") was called in the loader of the data 'tea', which changes nothing: call it in an action, a route handler, a proxy or a task");
    }

    @Test
    void aLoaderChangesNoResponse() {
        assertThat(asked(() -> needing("tea", () -> {
                    CurrentResponse.responseHeaders().set("x-tea", "oolong");
                    return "";
                })))
                .contains("data loader");
    }

    @Test
    void r17_aLoaderSeesNothingThatWasRememberedForTheRequest() {
        assertThat(asked(() -> {
                    Object ofRequest = MEMO.get();
                    return needing("tea", () -> String.valueOf(MEMO.get() == ofRequest)) + (MEMO.get() == ofRequest);
                }))
                .isEqualTo("falsetrue");
    }

    @Test
    void r08_aTaskOfALoaderRunsWhenTheResponseIsFinished() {
        List<String> seen = new ArrayList<>();
        asked(() -> needing("tea", () -> {
            after(
                    named("count"),
                    () -> seen.add(
                            After.scope().description() + " " + After.scope().reason()));
            return teas.load();
        }));
        assertThat(after.registered()).containsExactly("count");
        after.runTasks();
        assertThat(after.started()).isEmpty();
        after.finish();
        assertThat(seen).containsExactly("the data 'tea' " + Reason.JOB);
    }
}
