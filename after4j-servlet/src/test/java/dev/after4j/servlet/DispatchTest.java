package dev.after4j.servlet;

import static dev.after4j.After.after;
import static dev.after4j.servlet.UndertowServer.at;
import static dev.after4j.servlet.UndertowServer.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.After;
import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.Outcome;
import dev.after4j.TaskOptions;
import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestView;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.ServletStackTraces;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All dispatches of an exchange have one scope and one finish, after which all of its tasks come. */
@Timeout(30)
class DispatchTest {
    /** What a task saw when it started. */
    private record Seen(String task, boolean handlersDone, Outcome outcome, RequestView request) {}

    private static final class Unhappy extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final AfterRuntime runtime = AfterRuntime.builder().maxRunning(1).build();
    private final LinkedBlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private volatile boolean handlersDone;
    private UndertowServer server;

    @AfterEach
    void stop() throws Exception {
        server.stop();
        assertThat(runtime.pending()).as("tasks without an end").isZero();
    }

    private void serve(Map<String, Code> servlets, ErrorPage... errorPages) throws Exception {
        server = UndertowServer.start(info -> {
            info.addServletContainerInitializer(by(new AfterInitializer(runtime)))
                    .setServletStackTraces(ServletStackTraces.NONE)
                    .addErrorPages(errorPages);
            servlets.forEach((mapping, code) -> info.addServlet(at(mapping, Code.servlet(code))));
        });
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Registers a task that notes what it sees; all tasks of one exchange must see the same outcome. */
    private void note(String task) {
        after(TaskOptions.named(task), () -> {
            seen.add(new Seen(task, handlersDone, After.outcome(), CurrentRequest.get()));
        });
    }

    /** The tasks in the order in which they started, each after all code of the exchange, of one finish. */
    private List<Seen> tasks(int count) throws InterruptedException {
        List<Seen> all = new CopyOnWriteArrayList<>();
        for (int i = 0; i < count; i++) {
            Seen next = seen.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("task %d of %d", i + 1, count).isNotNull();
            all.add(next);
        }
        assertThat(all).as("tasks that started early").allMatch(Seen::handlersDone);
        assertThat(all)
                .as("the finishes")
                .extracting(one -> System.identityHashCode(one.outcome()))
                .containsOnly(System.identityHashCode(all.get(0).outcome()));
        return all;
    }

    private static void onOtherThread(Runnable code) {
        new Thread(code, "elsewhere").start();
    }

    @Test
    void r01_forwardAndInclude() throws Exception {
        serve(Map.of(
                "/",
                        (request, response) -> {
                            note("first");
                            request.getRequestDispatcher("/part").include(request, response);
                            request.getRequestDispatcher("/target?other=2").forward(request, response);
                            note("last");
                            handlersDone = true;
                        },
                "/part", (request, response) -> note("included"),
                "/target", (request, response) -> note("forwarded")));
        get("/");
        assertThat(tasks(4)).extracting(Seen::task).containsExactly("first", "included", "forwarded", "last");
    }

    @Test
    void r14_theRequestIsTheClientsWhenAForwardOpensTheScope() throws Exception {
        serve(Map.of(
                "/",
                        (request, response) ->
                                request.getRequestDispatcher("/target?other=2").forward(request, response),
                "/target",
                        (request, response) -> {
                            note("forwarded");
                            handlersDone = true;
                        }));
        get("/a%20b?page=1");
        RequestView view = tasks(1).get(0).request();
        assertThat(view.path()).isEqualTo("/a%20b");
        assertThat(view.query()).hasValue("page=1");
    }

    @Test
    void r01_asyncDispatchesAreOneExchange() throws Exception {
        serve(Map.of(
                "/",
                        (request, response) -> {
                            note("request");
                            AsyncContext async = request.startAsync();
                            onOtherThread(() -> async.dispatch("/again?other=2"));
                        },
                "/again",
                        (request, response) -> {
                            note("async");
                            AsyncContext async = request.startAsync(request, response);
                            onOtherThread(() -> async.dispatch("/last"));
                        },
                "/last",
                        (request, response) -> {
                            note("async again");
                            response.getWriter().print("whole");
                            handlersDone = true;
                        }));
        assertThat(get("/?page=1").body()).isEqualTo("whole");
        assertThat(tasks(3)).extracting(Seen::task).containsExactly("request", "async", "async again");
    }

    @Test
    void r13_theTimeCountsFromTheStartWhenAnAsyncDispatchOpensTheScope() throws Exception {
        CompletableFuture<Long> inRequest = new CompletableFuture<>();
        CompletableFuture<Long> inAsync = new CompletableFuture<>();
        serve(Map.of(
                "/",
                        (request, response) -> {
                            inRequest.complete(System.nanoTime());
                            AsyncContext async = request.startAsync();
                            onOtherThread(() -> async.dispatch("/again?other=2"));
                        },
                "/again",
                        (request, response) -> {
                            inAsync.complete(System.nanoTime());
                            note("async");
                            handlersDone = true;
                        }));
        long before = System.nanoTime();
        get("/?page=1");
        Seen task = tasks(1).get(0);
        assertThat(task.outcome().duration())
                .isGreaterThan(Duration.ofNanos(inAsync.join() - inRequest.join()))
                .isLessThan(Duration.ofNanos(System.nanoTime() - before));
        assertThat(task.request().path()).isEqualTo("/");
        assertThat(task.request().query()).hasValue("page=1");
    }

    @Test
    void r05_completedOnAnotherThreadBeforeTheDispatchReturned() throws Exception {
        serve(Map.of("/", (request, response) -> {
            note("task");
            AsyncContext async = request.startAsync();
            CountDownLatch completed = new CountDownLatch(1);
            onOtherThread(() -> {
                async.complete();
                completed.countDown();
            });
            completed.await();
            handlersDone = true;
        }));
        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(tasks(1).get(0).outcome().kind()).isEqualTo(Outcome.Kind.COMPLETED);
    }

    @Test
    void r05_completedOnTheSameThread() throws Exception {
        serve(Map.of("/", (request, response) -> {
            note("task");
            request.startAsync().complete();
            handlersDone = true;
        }));
        assertThat(get("/").statusCode()).isEqualTo(200);
        tasks(1);
    }

    @Test
    void r01_startAsyncWithWrappers() throws Exception {
        serve(Map.of(
                "/",
                        (request, response) -> {
                            note("request");
                            AsyncContext async = request.startAsync(
                                    new HttpServletRequestWrapper(request), new HttpServletResponseWrapper(response));
                            onOtherThread(() -> async.dispatch("/again"));
                        },
                "/again",
                        (request, response) -> {
                            note("async");
                            handlersDone = true;
                        }));
        get("/");
        assertThat(tasks(2)).extracting(Seen::task).containsExactly("request", "async");
    }

    /** An application's listener; each test overrides one of its methods. */
    private static class Listening implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private static AsyncContext timingOut(HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        async.setTimeout(50);
        return async;
    }

    @Test
    void r07_timeOutBeforeTheFirstByte() throws Exception {
        serve(Map.of("/", (request, response) -> {
            note("task");
            timingOut(request);
            handlersDone = true;
        }));
        assertThat(get("/").statusCode()).isEqualTo(500);
        Outcome outcome = tasks(1).get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(outcome.status()).hasValue(500);
    }

    @Test
    void r07_timeOutAfterTheFirstByteIsAFailure() throws Exception {
        serve(Map.of("/", (request, response) -> {
            note("task");
            response.setContentLength(100);
            response.getWriter().print("half");
            response.flushBuffer();
            timingOut(request);
            handlersDone = true;
        }));
        assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class);
        Outcome outcome = tasks(1).get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.status()).hasValue(200);
        assertThat(outcome.error().orElseThrow()).hasMessageContaining("timed out");
    }

    @Test
    void r07_timeOutAfterTheFirstByteThatTheApplicationAnswers() throws Exception {
        serve(Map.of("/", (request, response) -> {
            note("request");
            response.getWriter().print("half");
            response.flushBuffer();
            AsyncContext async = timingOut(request);
            AfterScope scope = After.scope();
            async.addListener(new Listening() {
                @Override
                public void onTimeout(AsyncEvent event) throws IOException {
                    scope.run(() -> note("listener"));
                    response.getWriter().print(" and whole");
                    handlersDone = true;
                    async.complete();
                }
            });
        }));
        assertThat(get("/").body()).isEqualTo("half and whole");
        List<Seen> tasks = tasks(2);
        assertThat(tasks).extracting(Seen::task).containsExactly("request", "listener");
        assertThat(tasks.get(0).outcome().kind()).isEqualTo(Outcome.Kind.COMPLETED);
    }

    @Test
    void r07_timeOutThatTheApplicationDispatches() throws Exception {
        serve(Map.of(
                "/",
                        (request, response) -> {
                            note("request");
                            AsyncContext async = timingOut(request);
                            async.addListener(new Listening() {
                                @Override
                                public void onTimeout(AsyncEvent event) {
                                    async.dispatch("/late");
                                }
                            });
                        },
                "/late",
                        (request, response) -> {
                            note("late");
                            response.getWriter().print("late");
                            handlersDone = true;
                        }));
        assertThat(get("/").body()).isEqualTo("late");
        assertThat(tasks(2)).extracting(Seen::task).containsExactly("request", "late");
    }

    private static void errorPage(HttpServletResponse response) throws IOException {
        response.getWriter().print("error page");
    }

    @Test
    void r07_anErrorPageByExceptionBelongsToTheExchange() throws Exception {
        Unhappy thrown = new Unhappy();
        serve(
                Map.of(
                        "/",
                                (request, response) -> {
                                    note("request");
                                    throw thrown;
                                },
                        "/error",
                                (request, response) -> {
                                    assertThat(request.getDispatcherType()).isEqualTo(DispatcherType.ERROR);
                                    note("error page");
                                    errorPage(response);
                                    handlersDone = true;
                                }),
                new ErrorPage("/error", Unhappy.class));
        HttpResponse<String> response = get("/");
        assertThat(response.body()).isEqualTo("error page");
        List<Seen> tasks = tasks(2);
        assertThat(tasks).extracting(Seen::task).containsExactly("request", "error page");
        Outcome outcome = tasks.get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(outcome.status()).hasValue(response.statusCode());
        assertThat(outcome.error()).hasValue(thrown);
    }

    @Test
    void r14_theRequestIsTheClientsWhenAnErrorPageOpensTheScope() throws Exception {
        serve(
                Map.of(
                        "/", (request, response) -> response.sendError(409),
                        "/error",
                                (request, response) -> {
                                    note("error page");
                                    errorPage(response);
                                    handlersDone = true;
                                }),
                new ErrorPage("/error", 409));
        HttpResponse<String> response = get("/orders?page=1");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).isEqualTo("error page");
        Seen task = tasks(1).get(0);
        assertThat(task.outcome().status()).hasValue(409);
        assertThat(task.request().path()).isEqualTo("/orders");
        assertThat(task.request().query()).hasValue("page=1");
    }

    @Test
    void r07_anErrorPageOfAnAsyncDispatchThatThrew() throws Exception {
        Unhappy thrown = new Unhappy();
        serve(
                Map.of(
                        "/",
                                (request, response) -> {
                                    note("request");
                                    AsyncContext async = request.startAsync();
                                    onOtherThread(() -> async.dispatch("/again"));
                                },
                        "/again",
                                (request, response) -> {
                                    note("async");
                                    throw thrown;
                                },
                        "/error",
                                (request, response) -> {
                                    note("error page");
                                    errorPage(response);
                                    handlersDone = true;
                                }),
                new ErrorPage("/error", 500));
        HttpResponse<String> response = get("/");
        assertThat(response.body()).isEqualTo("error page");
        List<Seen> tasks = tasks(3);
        assertThat(tasks).extracting(Seen::task).containsExactly("request", "async", "error page");
        assertThat(tasks.get(0).outcome().error()).hasValue(thrown);
    }

    @Test
    void r07_aDispatchThatStartedAsyncAndThrew() throws Exception {
        Unhappy thrown = new Unhappy();
        serve(Map.of("/", (request, response) -> {
            note("request");
            request.startAsync();
            handlersDone = true;
            throw thrown;
        }));
        assertThat(get("/").statusCode()).isEqualTo(500);
        assertThat(tasks(1).get(0).outcome().error()).hasValue(thrown);
    }

    @Test
    void r07_aFailureHalfWayIsAFailure() throws Exception {
        Unhappy thrown = new Unhappy();
        serve(Map.of("/", (request, response) -> {
            note("task");
            response.setContentLength(100);
            response.getWriter().print("half");
            response.flushBuffer();
            handlersDone = true;
            throw thrown;
        }));
        assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class);
        Outcome outcome = tasks(1).get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.error()).hasValue(thrown);
    }

    @Test
    void r01_twoIntegrationsOfOneContextAreOne() throws Exception {
        server = UndertowServer.start(info -> info.addServletContainerInitializer(by(new AfterInitializer(runtime)))
                .addServletContainerInitializer(by(new AfterInitializer()))
                .addServlet(at("/*", Code.servlet((request, response) -> {
                    note("task");
                    handlersDone = true;
                }))));
        get("/");
        tasks(1);
        assertThat(runtime.registered()).isEqualTo(1);
    }
}
