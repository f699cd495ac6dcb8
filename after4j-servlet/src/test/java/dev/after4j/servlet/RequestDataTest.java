package dev.after4j.servlet;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.After;
import dev.after4j.AfterRuntime;
import dev.after4j.Outcome;
import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestView;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is read of a request, when, and what is left of it when the container has recycled it (R14). */
@Timeout(30)
class RequestDataTest {
    private final FakeContext context = new FakeContext();
    private final Filter filter = context.started(new AfterInitializer(AfterRuntime.create()));

    private void serve(FakeRequest fake, FilterChain chain) throws Exception {
        filter.doFilter(fake.request, fake.response, chain);
        if (!fake.request.isAsyncStarted()) context.destroyed(fake.request);
    }

    /** The request as a task sees it once the container has recycled its own. */
    private RequestView seenByATask(FakeRequest fake) throws Exception {
        CompletableFuture<RequestView> seen = new CompletableFuture<>();
        CompletableFuture<Void> recycled = new CompletableFuture<>();
        serve(
                fake,
                (request, response) -> after(() -> {
                    recycled.join();
                    seen.complete(CurrentRequest.get());
                }));
        fake.answers.clear();
        recycled.complete(null);
        return seen.get(10, TimeUnit.SECONDS);
    }

    @Test
    void r14_allOfItSurvivesTheRecycling() throws Exception {
        Principal ada = () -> "ada";
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Accept", List.of("text/html", "text/plain"));
        headers.put("X-Number", List.of("1"));
        RequestView view = seenByATask(new FakeRequest()
                .with("getQueryString", "page=1")
                .with("getRemoteAddr", "192.0.2.7")
                .with("getUserPrincipal", ada)
                .with("getLocale", Locale.CANADA_FRENCH)
                .with("getCookies", new Cookie[] {
                    new Cookie("session-id", "42"), new Cookie("theme", "dark"), new Cookie("theme", "light")
                })
                .withHeaders(headers));
        assertThat(view.method()).isEqualTo("POST");
        assertThat(view.path()).isEqualTo("/orders");
        assertThat(view.query()).hasValue("page=1");
        assertThat(view.remoteAddress()).hasValue("192.0.2.7");
        assertThat(view.principal()).hasValue(ada);
        assertThat(view.locale()).isEqualTo(Locale.CANADA_FRENCH);
        assertThat(view.headers().all("accept")).containsExactly("text/html", "text/plain");
        assertThat(view.headers().asMap()).containsOnlyKeys("Accept", "X-Number");
        assertThat(view.cookies().names()).containsExactly("session-id", "theme");
        assertThat(view.cookies().value("theme")).hasValue("dark");
    }

    @Test
    void r14_nothingIsReadOfARequestThatRegistersNothing() throws Exception {
        FakeRequest fake = new FakeRequest();
        serve(fake, (request, response) -> {});
        assertThat(fake.read).isEmpty();
        assertThat(fake.attributes).isEmpty();
    }

    @Test
    void r14_nothingIsReadBeforeTheFirstRegistrationNorTwice() throws Exception {
        FakeRequest fake = new FakeRequest();
        serve(fake, (request, response) -> {
            assertThat(fake.read).isEmpty();
            after(() -> {});
            int once = fake.read.size();
            assertThat(once).isPositive();
            after(() -> {});
            CurrentRequest.headers();
            assertThat(fake.read).hasSize(once);
        });
    }

    @Test
    void r01_aRegistrationDoesNotFailForWhatTheContainerCannotParse() throws Exception {
        RequestView view = seenByATask(new FakeRequest()
                .with("getCookies", new IllegalArgumentException("a control character in a cookie"))
                .with("getLocale", new IllegalArgumentException("no such language"))
                .withHeaders(Map.of("Cookie", List.of("a=\u0001"))));
        assertThat(view.cookies().names()).isEmpty();
        assertThat(view.locale()).isEqualTo(Locale.getDefault());
        assertThat(view.headers().first("cookie")).hasValue("a=\u0001");
        assertThat(view.path()).isEqualTo("/orders");
    }

    @Test
    void r13_theTimeCountsFromTheStartWhenADispatchOnAnotherThreadOpensTheScope() throws Exception {
        FakeRequest fake = new FakeRequest().with("isAsyncStarted", true);
        long before = System.nanoTime();
        serve(fake, (request, response) -> {});
        long between = System.nanoTime();
        fake.with("getDispatcherType", DispatcherType.ASYNC);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        CompletableFuture.runAsync(() -> {
                    try {
                        serve(
                                fake,
                                (request, response) -> after(() -> {
                                    outcome.complete(After.outcome());
                                }));
                    } catch (Exception failed) {
                        outcome.completeExceptionally(failed);
                    }
                })
                .get(10, TimeUnit.SECONDS);
        long beforeTheFinish = System.nanoTime();
        fake.listeners.get(0).onComplete(null);
        assertThat(outcome.get(10, TimeUnit.SECONDS).duration())
                .isGreaterThanOrEqualTo(Duration.ofNanos(beforeTheFinish - between))
                .isLessThan(Duration.ofNanos(System.nanoTime() - before));
    }

    /** As where the container refuses a request before its filters; here on a thread that has served nothing yet. */
    @Test
    void r13_theTimeOfAnErrorPageThatIsAllThatRunsIsItsOwn() throws Exception {
        FakeRequest fake = new FakeRequest().with("getDispatcherType", DispatcherType.ERROR);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        long before = System.nanoTime();
        new Thread(() -> {
                    try {
                        outcome.complete(outcomeOf(fake));
                    } catch (Exception failed) {
                        outcome.completeExceptionally(failed);
                    }
                })
                .start();
        Duration duration = outcome.get(10, TimeUnit.SECONDS).duration();
        assertThat(duration).isLessThan(Duration.ofNanos(System.nanoTime() - before));
    }

    @Test
    void r13_theTimeOfAnErrorPageCountsFromTheStartOfItsRequest() throws Exception {
        FakeRequest fake = new FakeRequest();
        assertThatThrownBy(() -> filter.doFilter(fake.request, fake.response, (request, response) -> {
                    throw new IOException("first");
                }))
                .hasMessage("first");
        long between = System.nanoTime();
        Outcome outcome = outcomeOf(fake.with("getDispatcherType", DispatcherType.ERROR));
        assertThat(outcome.duration()).isGreaterThan(Duration.ofNanos(enteredAgain - between));
        assertThat(outcome.error().orElseThrow()).hasMessage("first");
    }

    @Test
    void r13_anExceptionWhosePageTheContainerHasYetToWriteIsNoSuccess() throws Exception {
        FakeRequest fake = new FakeRequest();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        assertThatThrownBy(() -> filter.doFilter(fake.request, fake.response, (request, response) -> {
                    after(() -> {
                        outcome.complete(After.outcome());
                    });
                    throw new IOException("on purpose");
                }))
                .hasMessage("on purpose");
        context.destroyed(fake.request);
        assertThat(outcome.get(10, TimeUnit.SECONDS).status()).hasValue(500);
    }

    @Test
    void r13_theHandlersExceptionIsKnownAlthoughTheErrorPageThrowsAnother() throws Exception {
        FakeRequest fake = new FakeRequest();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        for (String message : List.of("handler", "error page"))
            assertThatThrownBy(() -> filter.doFilter(fake.request, fake.response, (request, response) -> {
                        after(() -> {
                            outcome.complete(After.outcome());
                        });
                        throw new IOException(message);
                    }))
                    .hasMessage(message);
        context.destroyed(fake.request);
        assertThat(outcome.get(10, TimeUnit.SECONDS).error().orElseThrow()).hasMessage("handler");
    }

    private long enteredAgain;

    private Outcome outcomeOf(FakeRequest fake) throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        serve(fake, (request, response) -> {
            enteredAgain = System.nanoTime();
            after(() -> {
                outcome.complete(After.outcome());
            });
        });
        return outcome.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsNotHttpPasses() throws Exception {
        ServletRequest request = FakeContext.fake(ServletRequest.class, (method, values) -> {
            throw new AssertionError(method);
        });
        ServletResponse response = FakeContext.fake(ServletResponse.class, (method, values) -> {
            throw new AssertionError(method);
        });
        CompletableFuture<ServletRequest> passed = new CompletableFuture<>();
        filter.doFilter(request, response, (same, reply) -> passed.complete(same));
        assertThat(passed).isCompletedWithValue(request);
    }
}
