package dev.after4j.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.request.CurrentRequest.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** R14: the request of choice, as the handler and its tasks see it. */
@ExtendWith(AfterExtension.class)
class TestRequestTest {
    private static final TestRequest FULL = TestRequest.of("PATCH", "/orders/7?dry=true")
            .header("User-Agent", "curl")
            .header("Accept", "text/html")
            .header("accept", "text/plain")
            .cookie("session-id", "42")
            .cookie("theme", "dark")
            .route("/orders/{id}")
            .remoteAddress("192.0.2.1")
            .principal(() -> "ada")
            .locale(Locale.ITALIAN);

    private final List<RequestView> views = new ArrayList<>();

    @Test
    void r14_handlerAndTasksReadIt(AfterKit kit) {
        kit.handle(FULL, () -> {
            views.add(CurrentRequest.get());
            after(() -> views.add(CurrentRequest.get()));
        });
        kit.finish();
        assertThat(views).hasSize(2).allSatisfy(view -> {
            assertThat(view.method()).isEqualTo("PATCH");
            assertThat(view.path()).isEqualTo("/orders/7");
            assertThat(view.query()).contains("dry=true");
            assertThat(view.route()).contains("/orders/{id}");
            assertThat(view.remoteAddress()).contains("192.0.2.1");
            assertThat(view.principal().orElseThrow().getName()).isEqualTo("ada");
            assertThat(view.locale()).isEqualTo(Locale.ITALIAN);
            assertThat(view.headers().first("user-agent")).contains("curl");
            assertThat(view.headers().all("accept")).containsExactly("text/html", "text/plain");
            assertThat(view.headers().first("cookie")).contains("session-id=42; theme=dark");
            assertThat(view.cookies().value("theme")).contains("dark");
        });
    }

    @Test
    void r14_withoutChoiceItIsABareGet(AfterKit kit) {
        RequestView view = kit.handle(CurrentRequest::get);
        assertThat(view.method() + " " + view.path()).isEqualTo("GET /");
        assertThat(view.headers().asMap()).isEmpty();
        assertThat(view.query()).isEmpty();
        assertThat(view.route()).isEmpty();
    }

    @Test
    void r14_tasksOfARenderingAreRefusedIt(AfterKit kit) {
        kit.handle(TestRequest.get("/posts/7").header("User-Agent", "curl").rendering(), () -> {
            assertThat(headers().first("User-Agent")).contains("curl");
            after(named("log"), () -> headers().first("User-Agent"));
        });
        kit.finish();
        assertThat(kit.assertFailed("log")).hasMessageContaining("page").hasMessageContaining("GET /posts/7");
    }

    @Test
    void eachMethodReturnsAnotherRequest() {
        TestRequest plain = TestRequest.get("/");
        TestRequest changed = plain.header("a", "b").cookie("c", "d").route("/").rendering();
        assertThat(changed).isNotSameAs(plain);
        assertThat(RequestView.copyOf(plain.source(0)).headers().asMap()).isEmpty();
    }

    @Test
    void mistakesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestRequest.get("orders"))
                .withMessage("The target of a request begins with '/', but is 'orders'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestRequest.get("/").header("cookie", "a=b"))
                .withMessageContaining("cookie(name, value)");
    }

    private static String header(TestRequest request, String name) {
        List<String> values = new ArrayList<>();
        request.source().headers((known, value) -> {
            if (known.equalsIgnoreCase(name)) values.add(value);
        });
        return String.join("|", values);
    }

    private static String content(TestRequest request) {
        return new String(request.body().orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theHeadersTellOfTheBody() {
        TestRequest request = TestRequest.post("/").json("{\"item\":\"té\"}");
        assertThat(content(request)).isEqualTo("{\"item\":\"té\"}");
        assertThat(header(request, "content-type")).isEqualTo("application/json");
        assertThat(header(request, "content-length")).isEqualTo("14");
        assertThat(header(TestRequest.post("/").text("x"), "content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(TestRequest.post("/").body()).isEmpty();
        assertThat(header(TestRequest.post("/"), "content-length")).isEmpty();
    }

    @Test
    void whatTheTestSaysOfTheBodyGoesFirst() {
        TestRequest request = TestRequest.post("/")
                .text("x")
                .header("content-type", "text/wrong")
                .header("content-length", "7");
        assertThat(header(request, "Content-Type")).isEqualTo("text/wrong");
        assertThat(header(request, "Content-Length")).isEqualTo("7");
        TestRequest chunked = TestRequest.post("/").text("x").header("transfer-encoding", "chunked");
        assertThat(header(chunked, "Content-Length")).isEmpty();
    }

    @Test
    void fieldsAreAForm() {
        TestRequest form = TestRequest.post("/").field("a b", "1&2").field("a b", "té");
        assertThat(header(form, "content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(content(form)).isEqualTo("a+b=1%262&a+b=t%C3%A9");
        assertThat(form.body().orElseThrow().parts())
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.name()).isEqualTo("a b"));
    }

    @Test
    void aFileMakesTheFormMultipart() {
        TestRequest form =
                TestRequest.post("/").field("title", "tea").file("photo", "a\".png", "image/png", new byte[] {'x'});
        assertThat(header(form, "content-type")).isEqualTo("multipart/form-data; boundary=after4j-test-boundary");
        assertThat(content(form))
                .isEqualTo(String.join(
                        "\r\n",
                        "--after4j-test-boundary",
                        "Content-Disposition: form-data; name=\"title\"",
                        "",
                        "tea",
                        "--after4j-test-boundary",
                        "Content-Disposition: form-data; name=\"photo\"; filename=\"a%22.png\"",
                        "Content-Type: image/png",
                        "",
                        "x",
                        "--after4j-test-boundary--",
                        ""));
        assertThat(form.body().orElseThrow().parts().get(1).contentType()).contains("image/png");
    }

    @Test
    void aFieldOfWhatIsNoFormIsAnError() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TestRequest.post("/a").json("{}").field("title", "tea"))
                .withMessageContaining("'title'")
                .withMessageContaining("POST /a carries application/json");
    }
}
