package dev.after4j;

import static dev.after4j.After.after;
import static dev.after4j.fixtures.Requests.HANDLER;
import static dev.after4j.fixtures.Requests.RENDERING;
import static dev.after4j.request.CurrentRequest.cookies;
import static dev.after4j.request.CurrentRequest.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.fixtures.BareRequest;
import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Requests;
import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestCookies;
import dev.after4j.request.RequestHeaders;
import dev.after4j.request.RequestView;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R14 to R16: the request as tasks may see it. */
class RequestDataTest {
    private final Fixture fixture = new Fixture();
    private final Requests request = new Requests();
    private final OpenScope scope = OpenScope.open(fixture.runtime, request);
    private final List<Object> log = new ArrayList<>();

    private void in(Surface surface, Runnable code) {
        OpenScope.Entered entered = scope.enter(surface);
        try {
            code.run();
        } finally {
            entered.close();
        }
    }

    private void finish() {
        scope.finish(Outcome.completed(200));
        request.recycle();
        fixture.threads.runAll();
    }

    /** A request that is routed after it was first read. */
    private static final class Growing extends BareRequest {
        private String route;

        @Override
        public String route() {
            return route;
        }
    }

    private static String route() {
        return CurrentRequest.get().route().orElse("-");
    }

    @Test
    void r14_aRouteThatWasUnknownWhenTheRequestWasReadIsReadAgain() {
        Growing growing = new Growing();
        OpenScope open = OpenScope.open(fixture.runtime, growing);
        open.readAgain(); // nothing was read yet
        fixture.enter(open, () -> {
            after(() -> log.add(route()));
            log.add(route());
            growing.route = "/orders/{id}";
        });
        open.readAgain();
        growing.route = "/changed";
        open.readAgain();
        open.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly("-", "/orders/{id}");
    }

    @Test
    void r14_aRouteIsNotReadAgainBehindTheFinish() {
        Growing growing = new Growing();
        OpenScope open = OpenScope.open(fixture.runtime, growing);
        fixture.enter(open, () -> after(() -> log.add(route())));
        open.finish(Outcome.completed(200));
        growing.route = "/another";
        open.readAgain();
        fixture.threads.runAll();
        assertThat(log).containsExactly("-");
    }

    @Test
    void r14_aRequestThatCannotBeReadAgainStaysAsItWasRead() {
        OpenScope open = OpenScope.open(fixture.runtime, new BareRequest() {
            private boolean isRead;

            @Override
            public String route() {
                if (isRead) throw new IllegalStateException("recycled");
                isRead = true;
                return null;
            }
        });
        fixture.enter(open, () -> after(() -> log.add(route())));
        open.readAgain();
        open.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly("-");
    }

    @Test
    void r14_tasksOfAHandlerReadTheRequestAsItWas() {
        in(
                HANDLER,
                () -> after(() -> {
                    RequestView view = CurrentRequest.get();
                    log.addAll(List.of(view.method(), view.path(), view.route().orElseThrow()));
                    log.addAll(List.of(
                            headers().first("user-agent").orElseThrow(),
                            headers().all("USER-AGENT")));
                    log.add(cookies().value("session-id").orElse("anonymous"));
                    log.add(cookies().value("theme").orElse("none"));
                }));
        request.headers.put("User-Agent", "changed");
        finish();
        assertThat(log).containsExactly("POST", "/orders/7", "/orders/{id}", "curl", List.of("curl"), "42", "none");
    }

    @Test
    void r14_nothingIsCopiedUntilATaskIsRegistered() {
        in(HANDLER, () -> {});
        assertThat(request.copies).hasValue(0);
        in(HANDLER, () -> after(() -> {}));
        in(HANDLER, () -> after(() -> {}));
        assertThat(request.copies).hasValue(1);
    }

    @Test
    void r14_tasksOfARenderingAreRefusedWithTheRouteAndTheWayOut() {
        in(RENDERING, () -> {
            assertThat(headers().first("user-agent")).contains("curl");
            after(() -> assertThatThrownBy(CurrentRequest::headers)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("page")
                    .hasMessageContaining("POST /orders/7")
                    .hasMessageContaining("/orders/{id}")
                    .hasMessageContaining("read it outside the task and pass the value in"));
        });
        finish();
        assertThat(fixture.recorder.only().end().kind()).isEqualTo(TaskEnd.Kind.SUCCEEDED);
    }

    @Test
    void r14_nestedTasksKeepTheRuleOfTheOutermostRegistration() {
        in(RENDERING, () -> after(() -> after(() -> cookies())));
        in(HANDLER, () -> after(() -> after(() -> log.add(cookies().names()))));
        finish();
        assertThat(log).containsExactly(List.of("session-id"));
        assertThat(fixture.runtime.ended(TaskEnd.Kind.FAILED)).isEqualTo(1);
    }

    @Test
    void r14_aRunOfARenderingTasksScopeIsRefusedToo() {
        in(RENDERING, () -> after(() -> After.scope().run(CurrentRequest::headers)));
        finish();
        assertThat(fixture.runtime.ended(TaskEnd.Kind.FAILED)).isEqualTo(1);
    }

    @Test
    void r14_whatWasReadBeforeStaysReadable() {
        in(RENDERING, () -> {
            RequestHeaders before = headers();
            after(() -> log.add(before.first("user-agent").orElseThrow()));
        });
        finish();
        assertThat(log).containsExactly("curl");
    }

    @Test
    void r14_aHandlerThatOutlivesTheFinishStillReadsItsRequest() {
        in(HANDLER, () -> {
            finish();
            log.add(headers().first("user-agent").orElseThrow());
            after(() -> log.add(cookies().value("session-id").orElseThrow()));
        });
        fixture.threads.runAll();
        assertThat(log).containsExactly("curl", "42");
    }

    @Test
    void r14_workWithoutARequestSaysSo() throws Exception {
        fixture.runtime.inScope(
                "nightly",
                () -> assertThatThrownBy(CurrentRequest::get)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("nightly")
                        .hasMessageContaining("no request"));
    }

    @Test
    void r14_aRequestThatCannotBeReadRegistersNothing() {
        request.recycle();
        in(
                HANDLER,
                () -> assertThatThrownBy(() -> after(() -> log.add("never"))).hasMessageContaining("recycled"));
        finish();
        assertThat(fixture.runtime.registered()).isZero();
    }

    @Test
    void r14_methodPathQueryRouteAddressPrincipalAndLocale() {
        in(HANDLER, () -> {
            RequestView view = CurrentRequest.get();
            log.add(view.method() + " " + view.path() + "?" + view.query().orElseThrow());
            log.add(view.route().orElseThrow());
            log.add(view.remoteAddress().orElseThrow());
            log.add(view.principal().orElseThrow().getName());
            log.add(view.locale().toLanguageTag());
        });
        assertThat(log).containsExactly("POST /orders/7?dry=1", "/orders/{id}", "192.0.2.7", "ada", "de-CH");
    }

    @Test
    void r15_whatIsHandedOutCannotBeChanged() {
        in(
                HANDLER,
                () -> after(() -> {
                    assertThatThrownBy(() -> headers().asMap().clear())
                            .isInstanceOf(UnsupportedOperationException.class);
                    assertThatThrownBy(() -> headers().all("user-agent").add("x"))
                            .isInstanceOf(UnsupportedOperationException.class);
                    assertThatThrownBy(() -> cookies().names().clear())
                            .isInstanceOf(UnsupportedOperationException.class);
                }));
        finish();
        assertThat(fixture.recorder.only().end().error()).isEmpty();
    }

    @Test
    void r16_cookiesAreWhatTheClientSentBeforeAndAfter() {
        in(HANDLER, () -> {
            RequestCookies before = cookies();
            request.cookies.put("session-id", "set by the response");
            after(() -> {
                log.add(before.value("session-id").orElseThrow());
                log.add(cookies().value("session-id").orElseThrow());
            });
        });
        finish();
        assertThat(log).containsExactly("42", "42");
    }
}
