package dev.after4j;

import static dev.after4j.After.after;
import static dev.after4j.fixtures.Requests.HANDLER;
import static dev.after4j.fixtures.Requests.RENDERING;
import static dev.after4j.request.CurrentRequest.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Requests;
import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestHeaders;
import dev.after4j.request.RequestView;
import dev.after4j.spi.ContextCarrier;
import dev.after4j.spi.LazyScopes;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** R14, R15, R17: surfaces that a framework enters within a host's scope. */
class SurfaceTest {
    private static final Surface ACTION = Surface.of("action", Surface.RequestAccess.ALLOWED);

    private final Fixture fixture = new Fixture();
    private final List<Object> log = new ArrayList<>();

    private static void on(Surface surface, Runnable code) {
        OpenScope.Entered entered = surface.enter();
        try {
            code.run();
        } finally {
            entered.close();
        }
    }

    private static String here() {
        return Surface.bound().map(Object::toString).orElse("nowhere");
    }

    @Test
    void codeRunsOnTheSurfaceUntilItIsLeft() {
        log.add(here());
        fixture.exchange(() -> {
            log.add(here());
            on(ACTION, () -> {
                log.add(here());
                on(RENDERING, () -> log.add(here()));
                log.add(here());
            });
            log.add(here());
        });
        log.add(here());
        assertThat(log)
                .containsExactly("nowhere", "route handler", "action", "page", "action", "route handler", "nowhere");
    }

    @Test
    void aSurfaceIsLeftAlsoWhenItsCodeThrows() {
        fixture.exchange(() -> {
            assertThatThrownBy(() -> on(ACTION, () -> {
                        throw new IllegalStateException("out of tea");
                    }))
                    .hasMessage("out of tea");
            log.add(here());
        });
        assertThat(log).containsExactly("route handler");
    }

    @Test
    void enteringOpensNoScope() {
        List<OpenScope> opened = new ArrayList<>();
        LazyScopes<String, String> scopes = new LazyScopes<>(HANDLER, (request, response) -> {
            OpenScope scope = fixture.open();
            opened.add(scope);
            return scope;
        });
        OpenScope.Entered entered = scopes.enter("request", "response");
        on(ACTION.holding("exchange"), () -> {
            log.add(here());
            log.add(Surface.bound().orElseThrow().held(String.class).orElseThrow());
            on(RENDERING, () -> log.add(here()));
            assertThat(opened).isEmpty();
        });
        assertThat(here()).isEqualTo("route handler");
        assertThat(opened).isEmpty();
        on(ACTION, () -> after(() -> log.add("task on " + here())));
        on(RENDERING, () -> after(() -> log.add("task on " + here())));
        assertThat(opened).hasSize(1);
        entered.close();
        opened.get(0).finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly("action", "exchange", "page", "task on action", "task on page");
    }

    @Test
    void r03_outsideAScopeThereIsNothingToEnter() {
        assertThatThrownBy(ACTION::enter)
                .isInstanceOf(NoAfterScopeException.class)
                .hasMessageContaining(Thread.currentThread().getName());
        assertThat(Surface.bound()).isEmpty();
    }

    @Test
    void r14_aTaskKeepsTheRulesOfItsRegistration() {
        fixture.exchange(() -> on(
                RENDERING,
                () -> after(() -> {
                    assertThatIllegalStateException()
                            .isThrownBy(ACTION::enter)
                            .withMessageContaining("POST /orders/7")
                            .withMessageContaining("cannot run code of the action")
                            .withMessageContaining("the page that registered it");
                    After.scope().run(() -> assertThatIllegalStateException().isThrownBy(ACTION::enter));
                    log.add(here());
                })));
        assertThat(log).containsExactly("page");
    }

    @Test
    void aTaskMayEnterOneInAScopeOfItsOwn() {
        fixture.exchange(() -> after(() -> fixture.runtime.inScope("job", () -> on(ACTION, () -> log.add(here())))));
        assertThat(log).containsExactly("action");
    }

    @Test
    void r14_whetherTasksMayReadTheRequestIsTheInnerSurfaces() {
        fixture.exchange(() -> {
            on(RENDERING, () -> {
                CurrentRequest.connection();
                after(() -> assertThatIllegalStateException()
                        .isThrownBy(CurrentRequest::connection)
                        .withMessageContaining("page")
                        .withMessageContaining("/orders/{id}"));
                on(
                        ACTION,
                        () -> after(() -> log.add(headers().first("user-agent").orElseThrow())));
            });
            after(CurrentRequest::connection);
        });
        assertThat(log).containsExactly("curl");
        assertThat(fixture.runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(3);
    }

    @Test
    void r03_connectionNeedsAScope() {
        assertThatThrownBy(CurrentRequest::connection).isInstanceOf(NoAfterScopeException.class);
    }

    private static String route() {
        return CurrentRequest.get().route().orElse("-") + " "
                + headers().first("x-tenant").orElse("-");
    }

    @Test
    void r14_codeAndTasksSeeTheRequestAsTheSurfaceDoes() {
        UnaryOperator<RequestView> routed = request ->
                request.withRoute("/posts/{slug}").withHeaders(request.headers().with("x-tenant", "acme"));
        fixture.exchange(() -> {
            on(ACTION.seeing(routed), () -> {
                log.add(route());
                after(() -> {
                    log.add(route());
                    after(() -> log.add(route()));
                });
                on(HANDLER, () -> log.add(route()));
            });
            log.add(route());
            after(() -> log.add(route()));
        });
        assertThat(log)
                .containsExactly(
                        "/posts/{slug} acme",
                        "/orders/{id} -",
                        "/orders/{id} -",
                        "/posts/{slug} acme",
                        "/orders/{id} -",
                        "/posts/{slug} acme");
    }

    @Test
    void r14_aRefusalNamesTheRouteThatTheSurfaceSees() {
        fixture.exchange(() -> on(
                RENDERING.seeing(request -> request.withRoute("/posts/{slug}")),
                () -> after(() -> assertThatIllegalStateException()
                        .isThrownBy(CurrentRequest::get)
                        .withMessageContaining("route /posts/{slug})"))));
        assertThat(fixture.runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(1);
    }

    @Test
    void r15_whatASurfaceHoldsIsThereForItsCodeAndNotForTasks() {
        Surface holding = ACTION.holding("exchange");
        fixture.exchange(() -> {
            on(holding, () -> {
                log.add(Surface.bound().orElseThrow().held(String.class).orElse("none"));
                after(() -> {
                    log.add(Surface.bound().orElseThrow().held(String.class).orElse("none"));
                    after(() -> log.add(
                            Surface.bound().orElseThrow().held(Object.class).isPresent()));
                });
            });
            log.add(Surface.bound().orElseThrow().held(Object.class).isPresent());
        });
        assertThat(log).containsExactly("exchange", false, "none", false);
    }

    @Test
    void aSurfaceKeepsTheRestOfWhatItIs() {
        RequestView sent = RequestView.copyOf(new Requests());
        Surface full = RENDERING.holding("exchange").seeing(request -> request.withRoute("/a"));
        assertThat(full.held(String.class)).contains("exchange");
        assertThat(full.held(Integer.class)).isEmpty();
        assertThat(full.inTasks()).isEqualTo(Surface.RequestAccess.REFUSED);
        assertThat(full).hasToString("page");
        Surface inTasks = full.forTask();
        assertThat(inTasks.held(Object.class)).isEmpty();
        assertThat(inTasks.inTasks()).isEqualTo(Surface.RequestAccess.REFUSED);
        assertThat(inTasks.seen(sent).route()).contains("/a");
        assertThat(inTasks.forTask()).isSameAs(inTasks);
        assertThat(RENDERING.seen(sent)).isSameAs(sent);
    }

    private RuntimeException refused() {
        log.add("asked");
        return new UnsupportedOperationException("no request here");
    }

    @Test
    void r24_whoAsksForTheRequestWhereThereIsNoneIsRefusedAndThatIsNoticed() {
        Surface without = ACTION.withoutRequest(this::refused);
        fixture.exchange(() -> {
            on(without, () -> {
                assertThatThrownBy(CurrentRequest::get).hasMessage("no request here");
                assertThatThrownBy(CurrentRequest::cookies).isInstanceOf(UnsupportedOperationException.class);
                assertThatThrownBy(CurrentRequest::connection).isInstanceOf(UnsupportedOperationException.class);
                after(() -> assertThatThrownBy(() -> headers()).hasMessage("no request here"));
                on(ACTION, () -> assertThat(headers().first("user-agent")).contains("curl"));
            });
            assertThat(log).containsExactly("asked", "asked", "asked");
        });
        assertThat(log).hasSize(4);
        assertThat(fixture.runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(1);
    }

    @Test
    void r14_tasksThatMayNotReadTheRequestAreToldThatFirst() {
        fixture.exchange(() -> on(
                RENDERING.withoutRequest(this::refused),
                () -> after(() -> assertThatIllegalStateException()
                        .isThrownBy(CurrentRequest::get)
                        .withMessageContaining("read it outside the task"))));
        assertThat(fixture.runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(1);
        assertThat(log).isEmpty();
    }

    @Test
    void r12_tasksOfASurfaceWithoutContextCarryNothingButTheirClassLoader() throws Exception {
        Fixture carrying = new Fixture(options -> options.carriers(List.of(ContextCarrier.mdc())));
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
            current.setContextClassLoader(own);
            MDC.put("user", "ada");
            OpenScope scope = carrying.handle(() -> {
                on(
                        ACTION.withoutContext(),
                        () -> after(() -> {
                            log.add(current.getContextClassLoader());
                            log.add(String.valueOf(MDC.get("user")));
                            MDC.put("user", "bob");
                            after(() -> log.add(String.valueOf(MDC.get("user"))));
                            MDC.clear();
                        }));
                after(() -> log.add(String.valueOf(MDC.get("user"))));
            });
            current.setContextClassLoader(before);
            MDC.clear();
            scope.finish(Outcome.completed(200));
            carrying.threads.runAll();
            assertThat(log).containsExactly(own, "null", "ada", "null");
        } finally {
            current.setContextClassLoader(before);
            MDC.clear();
        }
    }

    @Test
    void aSurfaceKeepsTheRestOfItsRules() {
        Surface.Companion companion = (task, kind, error) -> {};
        assertHasAll(
                RENDERING
                        .withoutRequest(this::refused)
                        .accompanied(() -> companion)
                        .withoutContext(),
                companion);
        assertHasAll(RENDERING.accompanied(() -> companion).withoutContext().withoutRequest(this::refused), companion);
        assertHasAll(RENDERING.withoutContext().withoutRequest(this::refused).accompanied(() -> companion), companion);
        assertThat(RENDERING.hasContext()).isTrue();
        RENDERING.requireRequest();
    }

    private static void assertHasAll(Surface rules, Surface.Companion companion) {
        Surface full = rules.holding("exchange").seeing(request -> request.withRoute("/a"));
        for (Surface each : List.of(full, full.forTask())) {
            assertThat(each).hasToString("page");
            assertThat(each.inTasks()).isEqualTo(Surface.RequestAccess.REFUSED);
            assertThat(each.hasContext()).isFalse();
            assertThatThrownBy(each::requireRequest).hasMessage("no request here");
            assertThat(each.forTask().held(Surface.Companion.class)).contains(companion);
            assertThat(each.seen(RequestView.copyOf(new Requests())).route()).contains("/a");
        }
        assertThat(full.held(String.class)).contains("exchange");
        assertThat(full.withoutContext().held(String.class)).contains("exchange");
        assertThat(full.withoutContext()
                        .seen(RequestView.copyOf(new Requests()))
                        .route())
                .contains("/a");
    }

    @Test
    void whatARuleIsMadeOfIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> ACTION.withoutRequest(null))
                .withMessage("refusal");
        assertThatNullPointerException()
                .isThrownBy(() -> ACTION.accompanied(null))
                .withMessage("companions");
    }

    @Test
    void aScopeTakenToAnotherThreadKeepsTheSurface() {
        fixture.exchange(() -> on(ACTION.holding("exchange").seeing(request -> request.withRoute("/a")), () -> {
            AfterScope scope = After.scope();
            Thread other = new Thread(() -> scope.run(() -> {
                log.add(here() + " "
                        + Surface.bound().orElseThrow().held(String.class).orElse("none"));
                log.add(CurrentRequest.get().route().orElseThrow());
                on(RENDERING, () -> log.add(here()));
                log.add(here());
            }));
            other.start();
            join(other);
            scope.propagating(Runnable::run).execute(() -> log.add(here()));
        }));
        assertThat(log).containsExactly("action exchange", "/a", "page", "action", "action");
    }

    private static void join(Thread other) {
        try {
            other.join();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Test
    void r17_aComputationThatNeedsItselfIsAnErrorOnASurfaceToo() {
        List<Supplier<String>> self = new ArrayList<>();
        Supplier<String> memo = Memo.perRequest(() -> {
            String[] inner = new String[1];
            on(ACTION, () -> inner[0] = self.get(0).get());
            return inner[0];
        });
        self.add(memo);
        fixture.exchange(() -> assertThatIllegalStateException()
                .isThrownBy(memo::get)
                .withMessageContaining(SurfaceTest.class.getSimpleName()));
    }

    @Test
    void r17_surfacesOfAScopeShareWhatWasComputed() {
        Supplier<Object> memo = Memo.perRequest(Object::new);
        fixture.exchange(() -> {
            log.add(memo.get());
            on(ACTION, () -> log.add(memo.get()));
            on(RENDERING, () -> after(() -> log.add(memo.get())));
        });
        assertThat(log).hasSize(3).containsOnly(log.get(0));
    }

    @Test
    void aViewWithAnotherRouteOrOtherHeadersIsTheSameOtherwise() {
        Requests request = new Requests();
        RequestView sent = RequestView.copyOf(request);
        RequestHeaders changed = sent.headers().with("accept", "text/html");
        RequestView seen = sent.withRoute("/a").withHeaders(changed);
        assertThat(seen.route()).contains("/a");
        assertThat(seen.headers()).isSameAs(changed);
        assertThat(List.of(
                        seen.method(),
                        seen.path(),
                        seen.query(),
                        seen.remoteAddress(),
                        seen.principal(),
                        seen.locale(),
                        seen.cookies()))
                .isEqualTo(List.of(
                        sent.method(),
                        sent.path(),
                        sent.query(),
                        sent.remoteAddress(),
                        sent.principal(),
                        sent.locale(),
                        sent.cookies()));
        assertThat(sent.route()).contains("/orders/{id}");
        assertThat(sent.headers().first("accept")).isEmpty();
        assertThatNullPointerException()
                .isThrownBy(() -> sent.withHeaders(null))
                .withMessage("changed");
        assertThatNullPointerException().isThrownBy(() -> sent.withRoute(null));
    }

    @Test
    void headersWithAnotherValue() {
        Requests request = new Requests();
        request.headers.put("Accept", "text/html");
        request.headers.put("ACCEPT", "text/plain");
        RequestHeaders sent = RequestView.copyOf(request).headers();
        assertThat(sent.all("accept")).containsExactly("text/html", "text/plain");
        assertThat(sent.with("aCCept", "*/*").asMap())
                .isEqualTo(Map.of("User-Agent", List.of("curl"), "aCCept", List.of("*/*")));
        assertThat(sent.with("accept", null).all("accept")).isEmpty();
        assertThat(sent.with("x-new", "1").first("X-New")).contains("1");
        assertThat(sent.with("x-new", null).asMap()).isEqualTo(sent.asMap());
        assertThat(sent.all("accept")).hasSize(2);
        assertThatNullPointerException().isThrownBy(() -> sent.with(null, "x")).withMessage("name");
    }
}
