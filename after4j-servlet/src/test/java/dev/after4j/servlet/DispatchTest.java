package dev.after4j.servlet;

import static dev.after4j.servlet.UndertowServer.at;
import static dev.after4j.servlet.UndertowServer.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.Outcome;
import dev.after4j.request.RequestView;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** All dispatches of an exchange have one scope and one finish, after which all of its tasks come. */
class DispatchTest extends Dispatches {
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
    void r05_anExchangeThatIsDispatchedBeforeItsHandlerReturnsGoesOn() throws Exception {
        serve(Map.of(
                "/",
                        (request, response) -> {
                            note("request");
                            request.startAsync(request, response).dispatch("/again");
                        },
                "/again",
                        (request, response) -> {
                            note("async");
                            request.startAsync().dispatch("/last");
                        },
                "/last",
                        (request, response) -> {
                            note("last");
                            response.getWriter().print("whole");
                            handlersDone = true;
                        }));
        assertThat(get("/").body()).isEqualTo("whole");
        assertThat(tasks(3)).extracting(Seen::task).containsExactly("request", "async", "last");
    }

    /** On one thread: Undertow's attributes bear no second one while the handler is on its way out. */
    @Test
    void r13_theTimeCountsFromTheStartWhenAnAsyncDispatchOpensTheScope() throws Exception {
        CompletableFuture<Long> inRequest = new CompletableFuture<>();
        CompletableFuture<Long> inAsync = new CompletableFuture<>();
        serve(Map.of(
                "/",
                        (request, response) -> {
                            inRequest.complete(System.nanoTime());
                            request.startAsync().dispatch("/again?other=2");
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
