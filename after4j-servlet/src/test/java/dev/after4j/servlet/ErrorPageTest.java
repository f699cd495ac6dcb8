package dev.after4j.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.Outcome;
import io.undertow.servlet.api.ErrorPage;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Applications that throw, and their error pages. */
class ErrorPageTest extends Dispatches {
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
    void r13_anErrorThatAFrameworkHasAnsweredIsKnown() throws Exception {
        Unhappy thrown = new Unhappy();
        serve(Map.of("/", (request, response) -> {
            note("request");
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, thrown);
            response.setStatus(500);
            handlersDone = true;
        }));
        assertThat(get("/").statusCode()).isEqualTo(500);
        Outcome outcome = tasks(1).get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(outcome.error()).hasValue(thrown);
    }

    @Test
    void r13_anErrorOfAnAsyncDispatchThatAFrameworkHasAnsweredIsKnown() throws Exception {
        Unhappy thrown = new Unhappy();
        serve(Map.of("/", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync().dispatch();
                return;
            }
            note("request");
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, thrown);
            response.setStatus(500);
            handlersDone = true;
        }));
        assertThat(get("/").statusCode()).isEqualTo(500);
        assertThat(tasks(1).get(0).outcome().error()).hasValue(thrown);
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
}
