package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.after4j.After;
import dev.after4j.Outcome;
import dev.after4j.app.App;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.request.CurrentRequest;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AfterExtension.class)
class AppClientTest {
    private final AfterKit after;
    private final List<String> mails = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    AppClientTest(AfterKit after) {
        this.after = after;
    }

    private AppClient client(App.Builder builder) {
        return AppClient.of(builder.build(), after);
    }

    record Order(String item) {}

    /** {@link AppClient}. */
    @Test
    void aRequestGoesInAResponseComesOutAndTasksRunAtTheFinish() {
        App app = App.builder()
                .route("POST", "/api/route", request -> {
                    Order order = request.json(Order.class);
                    after(
                            named("mail"),
                            () -> mails.add(order.item() + " for "
                                    + CurrentRequest.cookies()
                                            .value("session-id")
                                            .orElse("anonymous")));
                    return Response.json(Map.of("status", "success"));
                })
                .build();
        try (AfterKit kit = AfterKit.create()) {
            AppClient client = AppClient.of(app, kit);
            AppResponse response = client.send(
                    TestRequest.post("/api/route").json("{\"item\":\"tea\"}").cookie("session-id", "s42"));
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).contains("success");
            assertThat(response.json().get("status").asString()).isEqualTo("success");
            assertThat(response.header("CONTENT-TYPE")).contains("application/json");
            assertThat(kit.registered()).containsExactly("mail");
            assertThat(mails).isEmpty();
            kit.finish();
            assertThat(mails).containsExactly("tea for s42");
        }
    }

    @Test
    void cookiesThatAreSetAreFoundByName() {
        AppResponse response = client(App.builder()
                        .route(
                                "GET",
                                "/",
                                request -> Response.empty()
                                        .cookie(ResponseCookie.of("theme", "dark")
                                                .path("/a"))
                                        .cookie(ResponseCookie.of("themes", "7"))
                                        .cookie(ResponseCookie.delete("old"))))
                .send(TestRequest.get("/"));
        assertThat(response.cookie("theme")).contains("dark");
        assertThat(response.cookie("old")).contains("");
        assertThat(response.cookie("other")).isEmpty();
        assertThat(response.setCookie("theme")).contains("theme=dark; Path=/a; HttpOnly; SameSite=Lax");
        assertThat(response.headers("set-cookie")).hasSize(3);
        assertThat(response.headers()).containsKey("SET-COOKIE");
    }

    @Test
    void aSubmittedFormComesFromTheApplicationsOwnPage() {
        AppClient client = client(App.builder()
                .route(
                        "POST",
                        "/",
                        request -> Response.text(request.header("Origin").orElseThrow() + " "
                                + request.header("Sec-Fetch-Site").orElseThrow())));
        assertThat(client.at("https://example.org")
                        .submit(TestRequest.post("/"))
                        .text())
                .isEqualTo("https://example.org same-origin");
    }

    private AppClient streaming(int bytes) {
        return client(App.builder().route("GET", "/", request -> {
            after(named("watch"), () -> outcomes.add(After.outcome()));
            return Response.stream("text/plain", out -> {
                for (int i = 0; i < bytes; i++) out.write('a');
            });
        }));
    }

    private Outcome outcome() {
        after.finish();
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    @Test
    void r07_aClientThatLeavesHasGotWhatItTookAndItsResponseIsAborted() {
        AppResponse response = streaming(7).leavingAfter(3).send(TestRequest.get("/"));
        assertThat(response.text()).isEqualTo("aaa");
        assertThat(response.isBrokenOff()).isTrue();
        assertThat(outcome().kind()).isEqualTo(Outcome.Kind.ABORTED);
        assertThat(outcomes.get(0).status()).hasValue(200);
    }

    @Test
    void aClientThatHasAllBeforeItLeavesHasNotLeft() {
        AppResponse response = streaming(7).leavingAfter(7).send(TestRequest.get("/"));
        assertThat(response.text()).isEqualTo("aaaaaaa");
        assertThat(outcome().kind()).isEqualTo(Outcome.Kind.COMPLETED);
    }

    @Test
    void r07_aClientThatLeavesInAWholeResponse() {
        AppClient client = client(App.builder().route("GET", "/", request -> {
            after(named("watch"), () -> outcomes.add(After.outcome()));
            return Response.text("hello");
        }));
        assertThat(client.leavingAfter(2).send(TestRequest.get("/")).text()).isEqualTo("he");
        assertThat(outcome().kind()).isEqualTo(Outcome.Kind.ABORTED);
    }

    @Test
    void r13_aResponseThatBreaksOffHasFailed() {
        AppResponse response = client(App.builder().route("GET", "/", request -> {
                    after(named("watch"), () -> outcomes.add(After.outcome()));
                    return Response.stream("text/plain", out -> {
                        out.write('a');
                        throw new IOException("disk full");
                    });
                }))
                .send(TestRequest.get("/"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("a");
        assertThat(response.isBrokenOff()).isTrue();
        assertThat(response.error())
                .hasValueSatisfying(error -> assertThat(error).hasMessage("disk full"));
        assertThat(outcome()).hasToString("FAILED 200 (java.io.IOException: disk full)");
    }

    @Test
    void r13_anErrorPageIsCompletedWithTheHandlersException() {
        AppResponse response = client(App.builder().route("GET", "/", request -> {
                    after(named("watch"), () -> outcomes.add(After.outcome()));
                    throw new IllegalStateException("out of tea");
                }))
                .send(TestRequest.get("/"));
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.isBrokenOff()).isFalse();
        assertThat(response.error()).containsInstanceOf(IllegalStateException.class);
        assertThat(outcome().status()).hasValue(500);
        assertThat(outcomes.get(0).kind()).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(outcomes.get(0).error()).containsInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOutcomeOfChoiceGoesBeforeTheOneThatTheClientSaw() {
        streaming(1).send(TestRequest.get("/"));
        after.finish(Outcome.aborted(0));
        assertThat(outcomes.get(0).kind()).isEqualTo(Outcome.Kind.ABORTED);
    }

    @Test
    void anApplicationBelowAMountIsAskedThere() {
        AppClient client = client(App.builder()
                        .route(
                                "GET",
                                "/orders",
                                request -> Response.text(request.path() + " " + request.link("//x y"))
                                        .cookie(ResponseCookie.of("a", "b"))))
                .mountedAt("/shop");
        AppResponse response = client.send(TestRequest.get("/shop/orders"));
        assertThat(response.text()).isEqualTo("/orders /shop/x%20y");
        assertThat(response.setCookie("a").orElseThrow()).contains("; Path=/shop;");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.send(TestRequest.get("/orders")))
                .withMessage("The application is mounted at /shop, but /orders is not below it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.mountedAt("shop/"))
                .withMessageContaining("'shop/'");
    }

    @Test
    void whatTheHostKnowsIsAFakeOfTheTest() {
        AppClient client = client(App.builder()
                .route(
                        "GET",
                        "/",
                        request -> Response.text(request.unwrap(StringBuilder.class)
                                .map(Object::toString)
                                .orElse("none"))));
        assertThat(client.send(TestRequest.get("/")).text()).isEqualTo("none");
        assertThat(client.unwrapping(new StringBuilder("session"))
                        .send(TestRequest.get("/"))
                        .text())
                .isEqualTo("session");
    }

    @Test
    void theHostsViewOfTheClientIsTheTestRequests() {
        AppClient client = client(App.builder()
                .route(
                        "GET",
                        "/",
                        request ->
                                Response.text(request.principal().orElseThrow().getName() + " "
                                        + request.remoteAddress().orElseThrow() + " " + request.origin())));
        assertThat(client.send(TestRequest.get("/").principal(() -> "ada").remoteAddress("192.0.2.1"))
                        .text())
                .isEqualTo("ada 192.0.2.1 http://localhost");
    }

    @Test
    void assetsAreThoseOnTheClassPath() {
        AppClient client = client(App.builder().assets("/assets"));
        AppResponse response = client.send(TestRequest.get("/assets/css/site.css"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).contains("teal");
        assertThat(response.header("content-type")).contains("text/css");
        assertThat(response.header("x-content-type-options")).contains("nosniff");
        assertThat(client.send(TestRequest.of("HEAD", "/assets/css/site.css")).bytes())
                .isEmpty();
        assertThat(client.send(TestRequest.get("/assets/css")).status()).isEqualTo(404);
        assertThat(client.send(TestRequest.get("/assets/css/site.css/")).status())
                .isEqualTo(404);
        assertThat(client.send(TestRequest.get("/assets/css/other.css")).status())
                .isEqualTo(404);
    }
}
