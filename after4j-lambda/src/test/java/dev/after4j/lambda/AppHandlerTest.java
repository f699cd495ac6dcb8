package dev.after4j.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events and responses, in this process: where tasks run before the response is returned. */
class AppHandlerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            AppHandlerTest.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> method.getName().equals("getFunctionName") ? "shop" : null);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Shop shop = new Shop(told::add);

    private JsonNode handle(HttpRequestEvent event) throws IOException {
        return JSON.readTree(handle(event.json()));
    }

    private byte[] handle(String event) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        shop.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), response, CONTEXT);
        return response.toByteArray();
    }

    private JsonNode get(String target) throws IOException {
        return handle(new HttpRequestEvent("GET", target));
    }

    private static String text(JsonNode response) {
        assertThat(response.path("isBase64Encoded").asBoolean(true)).isFalse();
        return response.path("body").asString();
    }

    private static byte[] bytes(JsonNode response) {
        assertThat(response.path("isBase64Encoded").asBoolean(false)).isTrue();
        return Base64.getDecoder().decode(response.path("body").asString());
    }

    private static String header(JsonNode response, String name) {
        return response.path("headers").path(name).asString("");
    }

    @Test
    void r14_tasksReadTheRequestAsItWas() throws Exception {
        JsonNode response =
                handle(new HttpRequestEvent("GET", "/hello/a%20b?x=1&x=%C3%BC").cookies("session=7", "other=8"));
        assertThat(response.path("statusCode").asInt()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("hello a b [1, ü] at /here of https://abc.lambda-url.eu-central-1.on.aws");
        assertThat(header(response, "content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(told).containsExactly("/hello/{name} test 7");
    }

    @Test
    void aStageInThePathIsWhereTheApplicationIsMounted() throws Exception {
        assertThat(text(handle(new HttpRequestEvent("GET", "/prod/hello/you").stage("prod"))))
                .startsWith("hello you [] at /prod/here of https://abc.execute-api.");
        assertThat(text(handle(new HttpRequestEvent("GET", "/hello/you").stage("prod"))))
                .startsWith("hello you [] at /here");
        for (String other : List.of("/product", "/prod", "/prod/"))
            assertThat(text(handle(new HttpRequestEvent("GET", other).stage("prod"))))
                    .isEqualTo("our 404");
    }

    /** Its clients have not sent the stage, and would not find what a link with it leads to. */
    @Test
    void atAnotherNameTheStageIsNotInLinks() throws Exception {
        assertThat(text(handle(new HttpRequestEvent("GET", "/prod/hello/you").stage("prod", "shop.example.org"))))
                .startsWith("hello you [] at /here of https://shop.example.org");
    }

    @Test
    void theUsualStageIsNoFolder() throws Exception {
        assertThat(text(get("/$default/hello/you"))).isEqualTo("our 404");
        assertThat(text(handle(new HttpRequestEvent("GET", "/$default/hello/you").stage("$default"))))
                .isEqualTo("our 404");
    }

    /** An HTTP API has decoded the path already; a Function URL has not. */
    @Test
    void whatWasDecodedOnceIsNotDecodedAgain() throws Exception {
        assertThat(text(handle(new HttpRequestEvent("GET", "/hello/100% ü%41").stage("$default"))))
                .startsWith("hello 100% ü%41 []");
        assertThat(text(get("/hello/100%25%20%C3%BC%2541"))).startsWith("hello 100% ü%41 []");
    }

    @Test
    void cookiesComeAndGoInTheirOwnPlace() throws Exception {
        JsonNode response = handle(new HttpRequestEvent("GET", "/cookies").cookies("session=7", "other=8"));
        assertThat(text(response)).isEqualTo("7 session=7; other=8");
        assertThat(response.path("cookies").values()).hasSize(2);
        assertThat(response.path("cookies").get(0).asString()).startsWith("a=1;");
        assertThat(response.path("cookies").get(1).asString()).startsWith("b=2;");
        assertThat(header(response, "set-cookie")).isEmpty();
    }

    @Test
    void headersOfOneNameAreJoined() throws Exception {
        JsonNode response = get("/headers");
        assertThat(header(response, "link")).isEqualTo("</a>; rel=preload, </b>; rel=preload");
        assertThat(text(response)).isEqualTo("grüße");
    }

    @Test
    void bytesAreTheSameOnBothWays() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) all[i] = (byte) i;
        for (String type : List.of("image/png", "text/plain", "application/json"))
            assertThat(bytes(handle(new HttpRequestEvent("POST", "/echo").body(type, all))))
                    .isEqualTo(all);
        assertThat(text(handle(new HttpRequestEvent("POST", "/echo").body("application/json", "{\"ü\":1}"))))
                .isEqualTo("{\"ü\":1}");
        assertThat(bytes(handle(new HttpRequestEvent("POST", "/echo").body("application/pdf", "text"))))
                .asString()
                .isEqualTo("text");
    }

    @Test
    void formsWithAndWithoutFiles() throws Exception {
        HttpRequestEvent form = new HttpRequestEvent("POST", "/orders?action=place");
        JsonNode response = handle(form.body("application/x-www-form-urlencoded", "item=tea&item=caf%C3%A9"));
        assertThat(response.path("statusCode").asInt()).isEqualTo(303);
        assertThat(header(response, "location")).isEqualTo("/hello/you");
        response = handle(new HttpRequestEvent("POST", "/prod/orders?action=place")
                .stage("prod")
                .upload("photo", "tea.txt", "leaves"));
        assertThat(header(response, "location")).isEqualTo("/prod/hello/you");
        assertThat(told).containsExactly("placed tea,café", "placed tea tea.txt:leaves");
    }

    @Test
    void whatIsNotAFormOrTooMuchIsRefused() throws Exception {
        HttpRequestEvent event = new HttpRequestEvent("POST", "/orders?action=place");
        assertThat(status(event.body("multipart/form-data; boundary=x", "--x\r\n")))
                .isEqualTo(400);
        assertThat(status(event.body("multipart/form-data", "--x\r\n"))).isEqualTo(400);
        assertThat(status(event.upload("photo", "tea.txt", "x".repeat(Shop.MAX_BODY))))
                .isEqualTo(413);
        assertThat(status(new HttpRequestEvent("POST", "/echo").body("text/plain", "x".repeat(Shop.MAX_BODY + 1))))
                .isEqualTo(413);
        assertThat(told).isEmpty();
    }

    private int status(HttpRequestEvent event) throws IOException {
        return handle(event).path("statusCode").asInt();
    }

    @Test
    void anActionIsNotTakenFromAnotherSite() throws Exception {
        HttpRequestEvent event = new HttpRequestEvent("POST", "/orders?action=place")
                .body("application/x-www-form-urlencoded", "item=tea");
        assertThat(status(event.header("origin", "https://evil.example"))).isEqualTo(403);
        assertThat(status(event.header("origin", "https://abc.lambda-url.eu-central-1.on.aws")))
                .isEqualTo(303);
    }

    @Test
    void whoIsSignedInIsWhoTheApiSays() throws Exception {
        assertThat(text(get("/who"))).isEqualTo("nobody from 192.0.2.7 calls shop");
        HttpRequestEvent token =
                new HttpRequestEvent("GET", "/who").authorizer(Map.of("jwt", Map.of("claims", Map.of("sub", "ada"))));
        assertThat(text(handle(token))).startsWith("ada from");
        HttpRequestEvent signed = new HttpRequestEvent("GET", "/who")
                .authorizer(Map.of("iam", Map.of("userArn", "arn:aws:iam::1:user/bob")));
        assertThat(text(handle(signed))).startsWith("arn:aws:iam::1:user/bob from");
    }

    @Test
    void assetsComeFromTheClassPath() throws Exception {
        JsonNode css = get("/assets/site.css");
        assertThat(header(css, "content-type")).startsWith("text/css");
        assertThat(text(css)).isEqualTo("body { color: teal }\n");
        assertThat(header(css, "etag")).isNotEmpty();
        JsonNode known =
                handle(new HttpRequestEvent("GET", "/assets/site.css").header("if-none-match", header(css, "etag")));
        assertThat(known.path("statusCode").asInt()).isEqualTo(304);
        assertThat(known.path("body").asString("")).isEmpty();
        JsonNode png = get("/assets/dot.png");
        assertThat(header(png, "content-type")).isEqualTo("image/png");
        assertThat(bytes(png)).startsWith(0x89, 'P', 'N', 'G');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/assets/none.css",
                "/assets/more",
                "/assets/more/",
                "/assets/",
                "/assets/../logback-test.xml",
                "/assets/%2e%2e/logback-test.xml",
                "/assets/..%2flogback-test.xml",
                "/assets//site.css"
            })
    void whatIsNotThereIsTheApplicationsToAnswer(String path) throws Exception {
        JsonNode response = get(path);
        assertThat(response.path("statusCode").asInt()).isBetween(400, 404);
        assertThat(text(response)).startsWith("our 40");
    }

    @Test
    void headHasTheHeadOnly() throws Exception {
        for (String path : List.of("/hello/you", "/assets/site.css", "/ticks")) {
            JsonNode response = handle(new HttpRequestEvent("HEAD", path));
            assertThat(response.path("statusCode").asInt()).isEqualTo(200);
            assertThat(header(response, "content-type")).startsWith("text/");
            assertThat(response.path("body").asString("")).isEmpty();
        }
    }

    @Test
    void r05_whatIsStreamedIsWhole() throws Exception {
        assertThat(text(get("/ticks"))).contains("data: one", "data: two");
        assertThat(told).containsExactly("all ticks");
    }

    @Test
    void r13_anErrorPageIsSentWholeAndTasksKnowTheException() throws Exception {
        JsonNode response = get("/fails");
        assertThat(response.path("statusCode").asInt()).isEqualTo(500);
        assertThat(text(response)).isEqualTo("our 500");
        assertThat(told)
                .singleElement()
                .asString()
                .isEqualTo("fails COMPLETED 500 (java.lang.IllegalStateException: out of stock)");
    }

    @Test
    void r13_aResponseThatBreaksOffIsAnErrorOfTheInvocation() {
        assertThatThrownBy(() -> get("/breaks")).hasStackTraceContaining("out of paper");
        assertThat(told).singleElement().asString().startsWith("breaks FAILED").contains("out of paper");
    }

    @Test
    void r13_aResponseThatLambdaWouldNotTakeIsAnErrorOfTheInvocation() throws Exception {
        assertThat(text(get("/large/6000000"))).hasSize(6_000_000);
        assertThatThrownBy(() -> get("/large/6291456")).hasMessageContaining("Lambda takes 6291456 at most");
        assertThat(told).containsExactly("large COMPLETED", "large FAILED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "\"text\"",
                "{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}",
                "{\"version\":\"1.0\",\"httpMethod\":\"GET\",\"path\":\"/\"}",
                "{\"version\":\"2.0\",\"requestContext\":{\"routeKey\":\"$connect\"}}"
            })
    void anEventThatIsNoRequestIsAnErrorThatSaysSo(String event) {
        assertThatThrownBy(() -> handle(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("invoke this function by a Function URL, or by an HTTP API");
    }

    @Test
    void aRequestWithoutMoreThanIsRequired() throws Exception {
        JsonNode response =
                JSON.readTree(handle("{\"version\":\"2.0\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}"));
        assertThat(response.path("statusCode").asInt()).isEqualTo(404);
    }
}
