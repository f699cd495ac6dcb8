package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.app.CurrentResponse.responseCookies;
import static dev.after4j.app.CurrentResponse.responseHeaders;
import static dev.after4j.request.CurrentRequest.connection;
import static dev.after4j.request.CurrentRequest.cookies;
import static dev.after4j.request.CurrentRequest.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.Memo;
import dev.after4j.NoAfterScopeException;
import dev.after4j.TaskEnd;
import dev.after4j.app.App;
import dev.after4j.app.CurrentResponse;
import dev.after4j.app.Forward;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.RouteHandler;
import dev.after4j.app.Signal;
import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestHeaders;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The request and the response to be, as the code of each surface may see them, and its tasks. */
@ExtendWith(AfterExtension.class)
class RequestDataTest {
    private static final Surface PAGE = Surface.of("page", Surface.RequestAccess.REFUSED);
    private static final AtomicInteger COMPUTED = new AtomicInteger();
    private static final Supplier<Integer> ONCE = Memo.perRequest(COMPUTED::incrementAndGet);

    private final AfterKit after;
    private final List<Object> seen = new ArrayList<>();

    RequestDataTest(AfterKit after) {
        this.after = after;
    }

    private AppResponse ask(Where where, Runnable code) {
        TestRequest request = where.request().header("User-Agent", "curl").cookie("session-id", "42");
        return where.ask(client(where, code), request);
    }

    private AppClient client(Where where, Runnable code) {
        return AppClient.of(
                where.app(() -> {
                            code.run();
                            return Response.text("hello");
                        })
                        .build(),
                after);
    }

    private AppClient client(RouteHandler handler) {
        return AppClient.of(
                App.builder()
                        .prerender(Prerender.NEVER)
                        .route("/posts/{slug}", handler)
                        .build(),
                after);
    }

    private void look() {
        connection();
        seen.add(headers().first("user-agent").orElse("none"));
        seen.add(cookies().value("session-id").orElse("none"));
    }

    @ParameterizedTest
    @MethodSource("dev.after4j.app.test.Where#allButRendering")
    void r14_tasksOfEverySurfaceReadTheRequestNestedOnesToo(Where where) {
        ask(where, () -> {
            look();
            after(() -> {
                look();
                after(() -> after(this::look));
            });
        });
        after.finish();
        assertThat(seen).containsExactly("curl", "42", "curl", "42", "curl", "42");
    }

    @ParameterizedTest
    @MethodSource("dev.after4j.app.test.Where#allButRendering")
    void r14_theRouteIsThatOfTheCode(Where where) {
        ask(where, () -> {
            seen.add(CurrentRequest.get().route().orElse("none"));
            after(() -> seen.add(CurrentRequest.get().route().orElse("none")));
        });
        after.finish();
        String route = where == Where.PROXY ? "none" : "/here";
        assertThat(seen).containsExactly(route, route);
    }

    @Test
    void r14_theRouteIsAPattern() {
        client(request -> {
                    after(() -> seen.add(CurrentRequest.get().route().orElseThrow()));
                    return Response.text(request.route().orElseThrow() + " "
                            + CurrentRequest.get().route().orElseThrow());
                })
                .send(TestRequest.get("/posts/a%20b"));
        after.finish();
        assertThat(seen).containsExactly("/posts/{slug}");
    }

    /** As the page of a framework would be, whose tasks must not read the request. */
    private static void rendering(Runnable code) {
        Surface page = PAGE.seeing(request -> request.withRoute("/posts/{slug}"));
        OpenScope.Entered entered = page.enter();
        try {
            code.run();
        } finally {
            entered.close();
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatIllegalStateException()
                .isThrownBy(call)
                .withMessage(
                        "A task registered in the page (GET /posts/hello, route /posts/{slug}) cannot read the request:"
                                + " read it outside the task and pass the value in");
    }

    @Test
    void r14_tasksOfARenderingAreRefusedTheRequestNestedOnesToo() {
        client(request -> {
                    rendering(() -> {
                        look();
                        after(named("outer"), () -> {
                            assertRefused(CurrentRequest::headers);
                            assertRefused(CurrentRequest::cookies);
                            assertRefused(CurrentRequest::connection);
                            after(named("inner"), () -> assertRefused(CurrentRequest::headers));
                        });
                    });
                    after(named("handler"), this::look);
                    return Response.empty();
                })
                .send(TestRequest.get("/posts/hello")
                        .header("User-Agent", "curl")
                        .cookie("session-id", "42"));
        after.finish();
        assertThat(after.started()).containsExactly("outer", "handler", "inner");
        assertThat(seen).containsExactly("curl", "42", "curl", "42");
    }

    @Test
    void r14_whatARenderingReadStaysReadable() {
        client(request -> {
                    rendering(() -> {
                        RequestHeaders before = headers();
                        after(() -> seen.add(before.first("user-agent").orElseThrow()));
                    });
                    return Response.empty();
                })
                .send(TestRequest.get("/posts/hello").header("User-Agent", "curl"));
        after.finish();
        assertThat(seen).containsExactly("curl");
    }

    private static void lookAtTenant(List<Object> seen) {
        seen.add(headers().all("x-tenant"));
    }

    @Test
    void r14_headersThatAProxyChangedAreSeenBehindItAndInTasksThere() {
        App app = App.builder()
                .prerender(Prerender.NEVER)
                .proxy(request -> {
                    after(() -> lookAtTenant(seen));
                    return Forward.next().header("X-Tenant", "acme").withoutHeader("x-secret");
                })
                .proxy(request -> {
                    seen.add(request.header("x-tenant").orElse("none"));
                    after(() -> lookAtTenant(seen));
                    return Forward.next();
                })
                .route("GET", "/here", request -> {
                    seen.add(request.header("X-TENANT").orElse("none"));
                    seen.add(request.header("x-secret").isPresent()
                            || headers().first("x-secret").isPresent());
                    seen.add(request.headers().all("x-tenant"));
                    after(() -> lookAtTenant(seen));
                    return Response.text("hello");
                })
                .build();
        AppResponse response = AppClient.of(app, after)
                .send(TestRequest.get("/here")
                        .header("x-tenant", "forged")
                        .header("x-tenant", "twice")
                        .header("X-Secret", "1"));
        assertThat(response.headers()).doesNotContainKeys("x-tenant", "x-secret");
        assertThat(seen).containsExactly("acme", "acme", false, List.of("acme"));
        seen.clear();
        after.finish();
        assertThat(seen).containsExactly(List.of("forged", "twice"), List.of("acme"), List.of("acme"));
    }

    private static void assertNoResponse(String call, ThrowingCallable code) {
        assertThatIllegalStateException()
                .isThrownBy(code)
                .withMessageStartingWith(call + " cannot be used in a task, nor while rendering");
    }

    @ParameterizedTest
    @EnumSource
    void r15_aTaskCannotChangeTheResponse(Where where) {
        AppResponse response = ask(
                where,
                () -> after(named("late"), () -> {
                    assertNoResponse("responseHeaders()", CurrentResponse::responseHeaders);
                    assertNoResponse("responseCookies()", CurrentResponse::responseCookies);
                    after(
                            named("nested"),
                            () -> assertNoResponse("responseCookies()", CurrentResponse::responseCookies));
                }));
        after.finish();
        assertThat(after.started()).containsExactly("late", "nested");
        assertThat(response.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void r15_whatWasTakenBeforeThrowsAtTheCallInATask() {
        client(request -> {
                    var headers = responseHeaders();
                    var cookies = responseCookies();
                    after(named("late"), () -> {
                        for (ThrowingCallable change : List.<ThrowingCallable>of(
                                () -> headers.set("x-late", "1"),
                                () -> headers.add("x-late", "1"),
                                () -> headers.remove("x-late"),
                                () -> cookies.set(ResponseCookie.of("late", "1")),
                                () -> cookies.delete("late")))
                            assertThatIllegalStateException()
                                    .isThrownBy(change)
                                    .withMessageContaining("The response has begun");
                    });
                    return Response.empty();
                })
                .send(TestRequest.get("/posts/hello"));
        after.finish();
        assertThat(after.started()).containsExactly("late");
    }

    @Test
    void r15_aResponseThatHasBegunCannotBeChanged() {
        AppResponse response = client(request -> Response.stream("text/plain", out -> {
                    responseHeaders().set("x-trailer", "early");
                    out.write('h');
                    assertThatIllegalStateException()
                            .isThrownBy(() -> responseHeaders().set("x-trailer", "late"))
                            .withMessageContaining("The response has begun");
                    assertThatIllegalStateException()
                            .isThrownBy(() -> responseCookies().set(ResponseCookie.of("late", "1")));
                    out.write('i');
                }))
                .send(TestRequest.get("/posts/hello"));
        assertThat(response.text()).isEqualTo("hi");
        assertThat(response.header("x-trailer")).contains("early");
        assertThat(response.cookie("late")).isEmpty();
    }

    @Test
    void r15_outsideAScopeThereIsNoResponse() {
        assertThatThrownBy(CurrentResponse::responseHeaders).isInstanceOf(NoAfterScopeException.class);
    }

    @Test
    void r15_theResponseToBeIsThereOnAThreadThatTheScopeWasTakenTo() {
        AppResponse response = client(request -> {
                    AfterScope scope = After.scope();
                    Thread other =
                            new Thread(() -> scope.run(() -> responseHeaders().set("x-other", "thread")));
                    other.start();
                    other.join();
                    return Response.empty();
                })
                .send(TestRequest.get("/posts/hello"));
        assertThat(response.header("x-other")).contains("thread");
    }

    @Test
    void r16_aBodyThatWasNotReadIsAnErrorInATask() {
        client(request -> {
                    after(named("late"), () -> {
                        for (ThrowingCallable read : List.<ThrowingCallable>of(
                                request::text,
                                request::bytes,
                                request::form,
                                () -> request.json(String.class),
                                () -> request.stream(9)))
                            assertThatIllegalStateException()
                                    .isThrownBy(read)
                                    .withMessage(
                                            "The body of POST /posts/hello was not read before the response was finished,"
                                                    + " and is gone: read it outside the task (R16)");
                    });
                    return Response.empty();
                })
                .send(TestRequest.post("/posts/hello").text("tea"));
        after.finish();
        assertThat(after.started()).containsExactly("late");
    }

    @Test
    void r15_theOutputOfAStreamIsNotATasks() {
        AtomicReference<OutputStream> taken = new AtomicReference<>();
        App app = App.builder()
                .prerender(Prerender.NEVER)
                .route("GET", "/", request -> {
                    after(named("late"), () -> taken.get().write(1));
                    after(named("later"), () -> taken.get().flush());
                    return Response.stream("text/plain", out -> {
                        taken.set(out);
                        if (request.query("fails").isPresent()) throw Signal.notFound();
                        out.write('x');
                    });
                })
                .build();
        for (String target : List.of("/", "/?fails")) {
            AppClient.of(app, after).send(TestRequest.get(target));
            after.finish();
        }
        for (String task : List.of("late", "later"))
            assertThat(after.assertFailed(task))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("The response has ended");
    }

    @Test
    void r16_aBodyThatIsReadAsAStreamEndsWithTheResponse() {
        App app = App.builder()
                .prerender(Prerender.NEVER)
                .route("POST", "/", request -> {
                    InputStream body = request.stream(10);
                    after(named("reads"), () -> body.read());
                    after(named("skips"), () -> body.skip(1));
                    after(named("asks"), () -> body.available());
                    after(named("closes"), body::close);
                    return Response.text("" + (char) body.read());
                })
                .build();
        assertThat(AppClient.of(app, after)
                        .send(TestRequest.post("/").text("ab"))
                        .text())
                .isEqualTo("a");
        after.finish();
        for (String task : List.of("reads", "skips", "asks"))
            assertThat(after.assertFailed(task))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was not read before the response was finished");
        assertThat(after.ended(TaskEnd.Kind.SUCCEEDED)).containsExactly("closes");
    }

    @Test
    void r16_aBodyThatWasReadIsThereInATask() {
        client(request -> {
                    request.bytes();
                    after(() -> seen.add(request.text()));
                    after(() -> seen.add(request.form().text("item").orElseThrow()));
                    return Response.empty();
                })
                .send(TestRequest.post("/posts/hello").field("item", "tea"));
        after.finish();
        assertThat(seen).containsExactly("item=tea", "tea");
    }

    @Test
    void whatIsTheHostsIsAnErrorInATask() {
        AtomicReference<Request> taken = new AtomicReference<>();
        client(request -> {
                    taken.set(request);
                    return Response.empty();
                })
                .unwrapping("host")
                .send(TestRequest.get("/posts/hello"));
        Request request = taken.get();
        assertThatIllegalStateException()
                .isThrownBy(request::principal)
                .withMessageContaining("GET /posts/hello is finished")
                .withMessageContaining("(R14)");
        assertThatIllegalStateException().isThrownBy(() -> request.header("accept"));
        assertThatIllegalStateException().isThrownBy(() -> request.link("/"));
        assertThat(request.unwrap(String.class)).isEmpty();
        assertThat(request.param("slug")).isEqualTo("hello");
    }

    @ParameterizedTest
    @MethodSource("dev.after4j.app.test.Where#allButRendering")
    void r16_cookiesAreWhatTheClientSentWhateverTheResponseSets(Where where) {
        AppResponse response = ask(where, () -> {
            if (where.setsHeaders()) responseCookies().set(ResponseCookie.of("session-id", "43"));
            seen.add(cookies().value("session-id").orElseThrow());
            after(() -> seen.add(cookies().value("session-id").orElseThrow()));
        });
        after.finish();
        assertThat(seen).containsExactly("42", "42");
        if (where.setsHeaders()) assertThat(response.cookie("session-id")).contains("43");
    }

    @Test
    void r17_oneComputationForProxyHandlerWriterAndTasks() {
        App app = App.builder()
                .prerender(Prerender.NEVER)
                .proxy(request -> {
                    seen.add(ONCE.get());
                    after(() -> seen.add(ONCE.get()));
                    return Forward.next();
                })
                .route("GET", "/here", request -> {
                    seen.add(ONCE.get());
                    after(() -> after(() -> seen.add(ONCE.get())));
                    return Response.stream("text/plain", out -> seen.add(ONCE.get()));
                })
                .build();
        COMPUTED.set(0);
        AppClient.of(app, after).send(TestRequest.get("/here"));
        after.finish();
        assertThat(seen).containsExactly(1, 1, 1, 1, 1);
        AppClient.of(app, after).send(TestRequest.get("/here"));
        after.finish();
        assertThat(seen.subList(5, 10)).containsOnly(2);
    }

    @Test
    void r17_oneComputationForAnActionAndTheFormShownAgain() {
        App app = App.builder()
                .prerender(Prerender.NEVER)
                .action("/here", "go", form -> {
                    seen.add(ONCE.get());
                    return form.again();
                })
                .route("GET", "/here", request -> Response.text(ONCE.get().toString()))
                .build();
        COMPUTED.set(0);
        AppResponse response = AppClient.of(app, after)
                .submit(TestRequest.post("/here?action=go").field("a", "b"));
        assertThat(response.text()).isEqualTo("1");
        assertThat(seen).containsExactly(1);
    }
}
