package dev.after4j.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.Outcome;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An asynchronous exchange that is not completed in time. */
class TimeOutTest extends Dispatches {
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
}
