package dev.after4j.jetty;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.Outcome;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.request.CurrentRequest;
import dev.after4j.servlet.AfterInitializer;
import dev.after4j.spi.OpenScope;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What servlets need beyond the suite: several integrations around one request, and exceptions on all ways out. */
class ServletsTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final AfterRuntime runtime = AfterRuntime.create();

    interface Body {
        void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    @SuppressWarnings("serial") // never serialized
    private static HttpServlet servlet(Body body) {
        return new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                body.serve(request, response);
            }
        };
    }

    /** A core handler that runs {@code body} before, or after, what is inside it. */
    private static Handler around(Handler inside, Runnable before, Runnable after) {
        return new Handler.Wrapper(inside) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                before.run();
                try {
                    return super.handle(request, response, callback);
                } finally {
                    after.run();
                }
            }
        };
    }

    private JettyServer start(Handler handler) throws Exception {
        return JettyServer.start(runtime, handler);
    }

    private Object next() throws InterruptedException {
        Object next = seen.poll(10, TimeUnit.SECONDS);
        if (next == null) throw new AssertionError("no task reported anything within 10 s");
        return next;
    }

    private Outcome nextOutcome() throws InterruptedException {
        return (Outcome) next();
    }

    @AfterEach
    void nothingRanTwice() {
        runtime.close();
        assertThat(seen).isEmpty();
    }

    private void register(String name) {
        after(() -> seen.add(name));
    }

    private List<Object> next(int count) throws InterruptedException {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < count; i++) all.add(next());
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void r01_theServletJoinsTheScopeOfTheHandlerAround(Level level) throws Exception {
        ContextHandler context = level.context("/", new AfterInitializer(), servlet((request, response) -> {
            register("servlet");
            seen.add(request.getAttribute(OpenScope.ATTRIBUTE));
        }));
        Handler both = new AfterHandler(runtime, around(context, () -> register("handler"), () -> {}));
        try (JettyServer server = start(both)) {
            server.get("/");
            assertThat(next()).isInstanceOf(OpenScope.class);
            assertThat(next(2)).containsExactlyInAnyOrder("handler", "servlet");
        }
    }

    @ParameterizedTest
    @EnumSource
    void r01_theHandlerAroundJoinsTheScopeOfTheServlet(Level level) throws Exception {
        ContextHandler context = level.context("/", new AfterInitializer(), servlet((request, response) -> {
            register("servlet");
            request.setAttribute("opened", request.getAttribute(OpenScope.ATTRIBUTE));
            request.setAttribute("async", request.startAsync()); // not over yet when the handler registers
        }));
        Handler both = new AfterHandler(runtime, new Handler.Wrapper(context) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                boolean handled = super.handle(request, response, callback);
                register("handler");
                seen.add(request.getAttribute(OpenScope.ATTRIBUTE) == request.getAttribute("opened"));
                ((AsyncContext) request.getAttribute("async")).complete();
                return handled;
            }
        });
        try (JettyServer server = start(both)) {
            server.get("/");
            assertThat(next()).isEqualTo(true);
            assertThat(next(2)).containsExactlyInAnyOrder("handler", "servlet");
        }
    }

    @ParameterizedTest
    @EnumSource
    void r22_aRuntimeAroundSeveralContextsIsTheirsAndDrainedByNoneOfThem(Level level) throws Exception {
        ContextHandler one = level.context("/one", new AfterInitializer(), servlet((request, response) -> {}));
        ContextHandler two = level.context(
                "/two", new AfterInitializer(), servlet((request, response) -> after(named("two"), () -> {})));
        AfterRuntime around = AfterRuntime.builder().listener(new Ended()).build();
        Handler all = new AfterHandler(around, new ContextHandlerCollection(one, two));
        try (JettyServer server = start(all)) {
            one.stop();
            server.get("/two/");
            assertThat(next()).isEqualTo("two SUCCEEDED");
        }
    }

    @ParameterizedTest
    @EnumSource
    void r22_aContextThatIsTakenAwayBeforeItStopsDoesNotDrainTheRuntimeAround(Level level) throws Exception {
        ContextHandler one = level.context("/one", new AfterInitializer(), servlet((request, response) -> {}));
        ContextHandler two = level.context(
                "/two", new AfterInitializer(), servlet((request, response) -> after(named("two"), () -> {})));
        AfterRuntime around = AfterRuntime.builder().listener(new Ended()).build();
        ContextHandlerCollection contexts = new ContextHandlerCollection(two);
        try (JettyServer server = start(new AfterHandler(around, contexts))) {
            contexts.addHandler(one);
            one.start();
            contexts.removeHandler(one);
            one.stop();
            server.get("/two/");
            assertThat(next()).isEqualTo("two SUCCEEDED");
        }
    }

    private final class Ended implements AfterListener {
        @Override
        public void ended(TaskInfo task, TaskEnd end) {
            seen.add(task.name() + " " + end.kind());
        }
    }

    @ParameterizedTest
    @EnumSource
    void r01_contextsInContextsShareAScope(Level level) throws Exception {
        ContextHandler inner =
                level.context("/inner", new AfterInitializer(), servlet((request, response) -> register("servlet")));
        Handler all = new AfterHandler(
                runtime,
                new ContextHandler(
                        new AfterHandler(runtime, around(inner, () -> register("inner"), () -> {})), "/outer"));
        inner.setContextPath("/outer/inner");
        try (JettyServer server = start(all)) {
            assertThat(server.get("/outer/inner/").statusCode()).isEqualTo(200);
            assertThat(next(2)).containsExactlyInAnyOrder("inner", "servlet");
        }
    }

    @ParameterizedTest
    @EnumSource
    void r01_anInitializerThatComesTwiceInstallsOnce(Level level) throws Exception {
        ContextHandler context = level.context(
                "/",
                (classes, servlets) -> {
                    new AfterInitializer(runtime).onStartup(null, servlets);
                    new AfterInitializer().onStartup(null, servlets);
                },
                servlet((request, response) -> register("once")));
        try (JettyServer server = start(context)) {
            server.get("/");
            assertThat(next()).isEqualTo("once");
        }
    }

    @ParameterizedTest
    @EnumSource
    void r13_theExceptionIsKnownAlthoughAnErrorPageWasSentWhole(Level level) throws Exception {
        ServletException thrown = new ServletException("no stock");
        try (JettyServer server = start(context(level, (request, response) -> {
            after(() -> seen.add(After.outcome()));
            throw thrown;
        }))) {
            assertThat(server.get("/").statusCode()).isEqualTo(500);
            assertThat(nextOutcome().error()).containsSame(thrown);
        }
    }

    @ParameterizedTest
    @EnumSource
    void r13_theExceptionOfAnAsyncDispatchIsKnown(Level level) throws Exception {
        IllegalStateException thrown = new IllegalStateException("no stock");
        try (JettyServer server = start(context(level, (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync().dispatch();
                return;
            }
            after(() -> seen.add(After.outcome()));
            throw thrown;
        }))) {
            assertThat(server.get("/").statusCode()).isEqualTo(500);
            Outcome outcome = nextOutcome();
            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.COMPLETED);
            assertThat(outcome.status()).hasValue(500);
            assertThat(outcome.error()).containsSame(thrown);
        }
    }

    @ParameterizedTest
    @EnumSource
    void r13_aScopeOpenedByTheErrorPageKnowsTheExceptionBefore(Level level) throws Exception {
        IllegalStateException thrown = new IllegalStateException("no stock");
        ContextHandler context = context(level, (request, response) -> {
            if (request.getDispatcherType() != DispatcherType.ERROR) throw thrown;
            after(() -> seen.add(After.outcome()));
            response.getWriter().write("sorry");
        });
        level.errorPage(context, "/sorry");
        try (JettyServer server = start(context)) {
            assertThat(server.get("/").body()).isEqualTo("sorry");
            Outcome outcome = nextOutcome();
            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.COMPLETED);
            assertThat(outcome.error()).containsSame(thrown);
        }
    }

    @ParameterizedTest
    @EnumSource
    void r01_aScopeTakenAlongIsOpenedByAnotherThread(Level level) throws Exception {
        try (JettyServer server = start(context(level, (request, response) -> {
            AfterScope scope = After.scope();
            AsyncContext async = request.startAsync();
            new Thread(() -> scope.run(() -> {
                        after(() -> seen.add(After.outcome()));
                        async.complete();
                    }))
                    .start();
        }))) {
            server.get("/");
            assertThat(nextOutcome()).hasToString("COMPLETED 200");
        }
    }

    /** Over HTTP/1.1 the objects of servlets belong to the connection. */
    @ParameterizedTest
    @EnumSource
    void r14_aTaskReadsItsRequestWhenJettysOwnObjectShowsTheNext(Level level) throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        Body body = (request, response) -> {
            if (request.getRequestURI().equals("/first")) {
                after(() -> {
                    second.await();
                    seen.add(CurrentRequest.get().path() + " is not " + request.getRequestURI());
                    read.countDown();
                });
            } else {
                second.countDown();
                await(read);
            }
        };
        try (JettyServer server = start(context(level, body));
                Socket socket = new Socket("127.0.0.1", server.port())) {
            String both = "GET /first HTTP/1.1\r\nHost: x\r\n\r\nGET /second HTTP/1.1\r\nHost: x\r\n\r\n";
            socket.getOutputStream().write(both.getBytes(UTF_8));
            assertThat(next()).isEqualTo("/first is not /second");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private ContextHandler context(Level level, Body body) {
        return level.context("/", new AfterInitializer(runtime), servlet(body));
    }
}
