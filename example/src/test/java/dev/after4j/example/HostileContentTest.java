package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.test.AppResponse;
import dev.after4j.test.TestRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever somebody writes anywhere is text to everybody's browser. */
class HostileContentTest extends ShopFixture {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String ATTRIBUTE = "\" autofocus onfocus=\"alert(1)";
    private static final String TEXTAREA = "</textarea><img src=x onerror=alert(1)>";

    @ParameterizedTest
    @ValueSource(strings = {SCRIPT, ATTRIBUTE, TEXTAREA})
    void inAReview(String hostile) {
        assertThat(submit(review(hostile, "5", hostile)).status()).isEqualTo(303);
        assertHarmless(get("/teas/sencha"), 200);
        assertHarmless(submit(review(hostile, hostile, hostile)), 422);
        assertHarmless(submit(review(hostile, hostile, hostile).header("hx-request", "true")), 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {SCRIPT, ATTRIBUTE, TEXTAREA})
    void inAnOrder(String hostile) {
        assertHarmless(submit(order(hostile, hostile, hostile)), 422);
        assertHarmless(send(TestRequest.post("/api/route").json(json(hostile)).header("user-agent", hostile)), 200);
        assertHarmless(get("/activity"), 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {SCRIPT, ATTRIBUTE, TEXTAREA})
    void inAnAddress(String hostile) {
        String encoded = URLEncoder.encode(hostile, StandardCharsets.UTF_8);
        assertHarmless(get("/search?q=" + encoded), 200);
        assertHarmless(get("/search?kind=" + encoded), 400);
        assertHarmless(get("/sign-in?then=" + encoded), 200);
        assertHarmless(submit(TestRequest.post("/teas/sencha?action=" + encoded).field("author", "Ada")), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {SCRIPT, ATTRIBUTE, TEXTAREA})
    void atTheSignInPage(String hostile) {
        assertHarmless(
                submit(TestRequest.post("/sign-in?action=sign-in")
                        .field("name", hostile)
                        .field("password", hostile)
                        .field("then", hostile)),
                422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "sencha.<img src=x>..", "' or 1=1 --", "....", "%00%0d%0a"})
    void inACookie(String hostile) {
        assertHarmless(send(TestRequest.get("/recent").cookie("recent", hostile)), 200);
        AppResponse tea = send(TestRequest.get("/teas/assam").cookie("recent", hostile));
        assertThat(tea.cookie("recent").orElseThrow()).matches("assam([.]sencha)?");
        assertThat(send(TestRequest.get("/account").cookie("signed-in", hostile))
                        .status())
                .isEqualTo(307);
        submit(review("Ada", "5", "Good").cookie("session-id", hostile));
        assertHarmless(get("/activity"), 200);
    }

    private static void assertHarmless(AppResponse answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        Document page = Jsoup.parse(answer.text());
        assertThat(page.select("script:not([src]), img[src=x]")).isEmpty();
        assertThat(page.getAllElements())
                .flatExtracting(element -> element.attributes().asList())
                .noneMatch(attribute -> attribute.getKey().startsWith("on"));
    }

    private static String json(String item) {
        return JsonMapper.shared().writeValueAsString(Map.of("item", item, "quantity", 1, "email", "a@b.example"));
    }
}
