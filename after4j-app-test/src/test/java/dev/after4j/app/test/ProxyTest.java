package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.app.CurrentResponse.responseHeaders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.after4j.After;
import dev.after4j.app.App;
import dev.after4j.app.Forward;
import dev.after4j.app.Proxy;
import dev.after4j.app.Response;
import dev.after4j.app.RouteHandler;
import dev.after4j.app.Signal;
import dev.after4j.request.CurrentRequest;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AfterExtension.class)
class ProxyTest {
    private static final RouteHandler ECHO = request -> Response.text(request.path() + " "
            + request.query("q").orElse("-") + " " + request.route().orElse("-") + " "
            + CurrentRequest.get().path());

    private final AfterKit after;
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    ProxyTest(AfterKit after) {
        this.after = after;
    }

    private AppResponse get(App.Builder app, String target) {
        return AppClient.of(app.build(), after).send(TestRequest.get(target));
    }

    @Test
    void r11_tasksOfAProxyWaitForTheWholeResponseHoweverSlow() throws Exception {
        CountDownLatch inHandler = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        App app = App.builder()
                .proxy(request -> {
                    after(
                            named("proxy"),
                            () -> seen.add(After.outcome().status().getAsInt()));
                    return Forward.next();
                })
                .route(
                        "GET",
                        "/",
                        request -> Response.stream("text/plain", out -> {
                                    out.write('a');
                                    out.flush();
                                    inHandler.countDown();
                                    mayGoOn.await();
                                    out.write('b');
                                    seen.add("written");
                                })
                                .status(203))
                .build();
        CompletableFuture<AppResponse> answer = new CompletableFuture<>();
        Thread server =
                new Thread(() -> answer.complete(AppClient.of(app, after).send(TestRequest.get("/"))));
        server.start();
        inHandler.await();
        after.runTasks();
        assertThat(after.pending()).containsExactly("proxy");
        assertThat(after.started()).isEmpty();
        mayGoOn.countDown();
        assertThat(answer.get().text()).isEqualTo("ab");
        server.join();
        after.finish();
        assertThat(seen).containsExactly("written", 203);
    }

    @Test
    void r11_tasksOfAProxySeeAHandlersFailure() {
        App.Builder app = App.builder()
                .proxy(request -> {
                    after(() -> seen.add(After.outcome().toString()));
                    return Forward.next();
                })
                .route("GET", "/", request -> {
                    throw new IllegalStateException("out of tea");
                });
        assertThat(get(app, "/").status()).isEqualTo(500);
        after.finish();
        assertThat(seen).containsExactly("COMPLETED 500 (java.lang.IllegalStateException: out of tea)");
    }

    @Test
    void proxiesStandInTheOrderOfTheirRegistrationBeforeThePathsThatTheyMatch() {
        App.Builder app = App.builder()
                .proxy("/api/{path...}", noting("api"))
                .proxy(noting("all"))
                .proxy("/api/orders", noting("orders"))
                .proxy("/other", noting("other"))
                .route("GET", "/api/{path...}", ECHO);
        get(app, "/api/orders");
        assertThat(seen).containsExactly("api", "all", "orders");
    }

    private Proxy noting(String name) {
        return request -> {
            seen.add(name);
            return Forward.next();
        };
    }

    @Test
    void aProxyStandsInFrontOfAssetsToo() {
        App.Builder app = App.builder().assets("/assets").proxy(request -> {
            responseHeaders().set("x-request-id", "7");
            after(named("asset"), () -> {});
            return Forward.next();
        });
        AppResponse response = get(app, "/assets/css/site.css");
        assertThat(response.text()).contains("teal");
        assertThat(response.header("x-request-id")).contains("7");
        after.finish();
        assertThat(after.started()).containsExactly("asset");
    }

    @Test
    void aProxyStandsInFrontOfWhatIsNotThere() {
        App.Builder app = App.builder().proxy(request -> {
            responseHeaders().set("x-request-id", "7");
            return Forward.next();
        });
        AppResponse response = get(app, "/nothing");
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.header("x-request-id")).contains("7");
    }

    @Test
    void aRewriteGoesOnAsIfTheClientHadAskedForAnotherPath() {
        App.Builder app = App.builder()
                .proxy("/old/{id}", request -> Forward.rewrite("/new%20home/7"))
                .proxy("/new home/{id}", noting("new"))
                .proxy("/old/{id}", noting("old"))
                .route("GET", "/new home/{id}", ECHO);
        assertThat(get(app, "/old/7?q=sent").text()).isEqualTo("/new%20home/7 sent /new home/{id} /old/7");
        assertThat(seen).containsExactly("new");
    }

    @Test
    void aRewriteMayHaveAQueryOfItsOwn() {
        App.Builder app =
                App.builder().proxy(request -> Forward.rewrite("/new?q=own")).route("GET", "/new", ECHO);
        assertThat(get(app, "/old?q=sent").text()).startsWith("/new own");
    }

    @Test
    void aSlashAtTheEndIsRedirectedAwayFromWhatTheClientAskedFor() {
        App.Builder app = App.builder()
                .proxy(request -> Forward.rewrite("/hidden" + request.path()))
                .route("GET", "/hidden/home", ECHO);
        assertThat(get(app, "/home/?q=sent").header("location")).contains("/home?q=sent");
    }

    @Test
    void aRewriteIsAPathOfTheApplication() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Forward.rewrite("https://example.org/"))
                .withMessageContaining("'https://example.org/'");
    }

    @Test
    void theCookieHeaderCannotBeChanged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Forward.next().header("cookie", "a=b"))
                .withMessageContaining("parsed it already");
        assertThatIllegalArgumentException().isThrownBy(() -> Forward.next().withoutHeader("Cookie"));
    }

    @Test
    void aProxyThatReturnsNullIsAFailureThatSaysSo() {
        AppResponse response = get(App.builder().proxy(request -> null), "/");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.error())
                .hasValueSatisfying(
                        error -> assertThat(error).hasMessage("A proxy returned null; return Forward.next()"));
    }

    @Test
    void aProxyHasNoParameters() {
        AppResponse response = get(App.builder().proxy("/{id}", request -> Response.text(request.param("id"))), "/7");
        assertThat(response.error())
                .hasValueSatisfying(error -> assertThat(error).hasMessageContaining("has no parameter 'id'"));
    }

    @Test
    void aProxyThatAnswersLetsNothingPass() {
        App.Builder app = App.builder()
                .proxy(request -> Signal.unauthorized())
                .proxy(noting("behind"))
                .route("GET", "/", request -> {
                    seen.add("handler");
                    return Response.empty();
                });
        assertThat(get(app, "/").status()).isEqualTo(401);
        assertThat(seen).isEmpty();
    }
}
