package dev.after4j.example.mounted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From outside, as a browser does it: cookies are kept, redirects are followed. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"shop.database=target/shop-${random.uuid}", "shop.delay=0s"})
class MountedShopTest {
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/teas",
                "/teas/kinds/green",
                "/teas/sencha",
                "/teas/sencha/order",
                "/search",
                "/recent",
                "/sign-in",
                "/activity"
            })
    void showsItsPages(String path) throws Exception {
        HttpResponse<String> page = get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo(path);
        assertThat(page.body()).contains("Leaf &amp; Kettle");
    }

    @Test
    void theStyleSheetIsOneOfBootsStaticResources() throws Exception {
        HttpResponse<String> sheet = get("/assets/site.css");
        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(sheet.headers().firstValue("content-type").orElseThrow()).startsWith("text/css");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account", "/account/orders/1"})
    void whoIsSignedOutIsAskedToSignIn(String path) throws Exception {
        assertThat(get(path).uri())
                .isEqualTo(at("/sign-in")); // by Spring Security: the shop's own proxy would add where to come back to
    }

    @Test
    void whoIsSignedInReadsTheirNameAndSignsOut() throws Exception {
        get("/account");
        HttpResponse<String> account = signIn("earl-grey");
        assertThat(account.uri().getPath()).isEqualTo("/account");
        assertThat(account.body()).contains("ada");
        assertThat(post("/account?action=sign-out", Map.of()).uri().getPath()).isEqualTo("/");
        assertThat(get("/account").uri().getPath()).isEqualTo("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/teas", "/teas/kinds/green", "/sitemap.xml"})
    void whatIsKeptIsForEverybodyAndSpringSecurityLeavesItSo(String path) throws Exception {
        HttpResponse<String> forAll = get(path);
        assertThat(forAll.headers().allValues("cache-control"))
                .singleElement()
                .asString()
                .startsWith("public, max-age=0");
        signIn("earl-grey");
        HttpResponse<String> kept = get(path);
        assertThat(kept.headers().firstValue("x-after-cache")).contains("HIT");
        assertThat(kept.headers().allValues("cache-control")).containsExactly("private, no-cache");
        assertThat(kept.headers().map()).doesNotContainKeys("pragma", "expires", "set-cookie");
        assertThat(kept.body()).isEqualTo(forAll.body()).doesNotContain("_csrf", "ada");
    }

    @Test
    void whoHasAPageAlreadyIsToldSo() throws Exception {
        String tag = get("/teas").headers().firstValue("etag").orElseThrow();
        HttpRequest again =
                HttpRequest.newBuilder(at("/teas")).header("if-none-match", tag).build();
        assertThat(browser.send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account", "/teas/sencha/order", "/sign-in", "/activity"})
    void whatIsForOneIsKeptByNobody(String path) throws Exception {
        signIn("earl-grey");
        HttpResponse<String> page = get(path);
        assertThat(page.headers().map()).doesNotContainKey("x-after-cache");
        assertThat(page.headers().allValues("cache-control"))
                .singleElement()
                .asString()
                .matches("private, no-cache|no-store");
    }

    @Test
    void aWrongPasswordLeadsBackToTheForm() throws Exception {
        HttpResponse<String> refused = signIn("wrong");
        assertThat(refused.uri().getPath()).isEqualTo("/sign-in");
        assertThat(refused.body()).contains("There is no customer of this name with this password");
        assertThat(get("/account").uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void r27_aReviewIsShownWhenItsTaskHasEnded() throws Exception {
        Map<String, String> review = Map.of("author", "Ada", "stars", "5", "text", "Worth <b>every</b> cent.");
        assertThat(post("/teas/gyokuro?action=review", review).uri().toString()).endsWith("/teas/gyokuro#thanks");
        assertThat(rowOnceEnded("publish review")).contains("<td>action</td>", "SUCCEEDED");
        await().until(() -> get("/teas/gyokuro").body().contains("Worth &lt;b&gt;every&lt;/b&gt; cent."));
    }

    @Test
    void aReviewWithErrorsComesBack() throws Exception {
        HttpResponse<String> refused = post("/teas/gyokuro?action=review", Map.of("author", "<Ada>"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("value=\"&lt;Ada>\"", "is required");
    }

    @Test
    void scriptsOrderWithoutAToken() throws Exception {
        HttpRequest order = HttpRequest.newBuilder(at("/api/route"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"item\": \"Sencha\", \"quantity\": 1, \"email\": \"ada@example.org\"}"))
                .build();
        assertThat(browser.send(order, BodyHandlers.ofString()).body()).isEqualTo("{\"status\":\"success\"}");
        assertThat(rowOnceEnded("mail")).contains("<td>route handler</td>", "SUCCEEDED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/teas/sencha?action=review", "/sign-in", "/account?action=sign-out"})
    void postsOfOtherSitesAreRefused(String path) throws Exception {
        HttpRequest forged = form(path, Map.of("name", "ada", "password", "earl-grey"))
                .header("sec-fetch-site", "cross-site")
                .build();
        assertThat(browser.send(forged, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"/teas/coffee, 404, We do not have this tea", "/broken, 500, This is our mistake"})
    void errorPagesAreTheShops(String path, int status, String text) throws Exception {
        HttpResponse<String> page = get(path);
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains(text, "Leaf &amp; Kettle");
    }

    private String rowOnceEnded(String task) {
        Pattern row = Pattern.compile("<tr><td>" + task + "</td>(?:(?!</tr>).)*?class=\"end [A-Z].*?</tr>");
        return await().until(() -> row.matcher(get("/activity").body()), Matcher::find)
                .group();
    }

    private HttpResponse<String> signIn(String password) throws Exception {
        return post("/sign-in?action=sign-in", Map.of("name", "ada", "password", password));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        HttpRequest own =
                form(path, fields).header("sec-fetch-site", "same-origin").build();
        return browser.send(own, BodyHandlers.ofString());
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(at(path))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port).resolve(path);
    }
}
