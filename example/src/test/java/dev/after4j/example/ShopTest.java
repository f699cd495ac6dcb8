package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.test.AppResponse;
import dev.after4j.test.TestRequest;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all pages share, the route handler, errors and the activity page. */
class ShopTest extends ShopFixture {
    private static final String ORDER = "{\"item\": \"tea\", \"quantity\": 2, \"email\": \"ada@nowhere.invalid\"}";

    @Test
    void theHomePageWelcomes() {
        AppResponse home = get("/");
        assertThat(home.status()).isEqualTo(200);
        assertThat(home.text())
                .contains("<title>Leaf &amp; Kettle</title>", "<h1>Good tea", "href=\"/teas\"")
                .contains("<link rel=\"canonical\" href=\"https://tea.example.org/\">")
                .contains("<meta property=\"og:image\" content=\"https://tea.example.org/assets/icon.svg\">");
        assertThat(home.header("content-security-policy")).isPresent();
        assertThat(home.header("x-request-id")).isPresent();
    }

    @Test
    void allLinksStayBelowTheMount() {
        AppResponse home = client.mountedAt("/shop").send(TestRequest.get("/shop/"));
        AppResponse tea = client.mountedAt("/shop").send(TestRequest.get("/shop/teas/sencha"));
        AppResponse map = client.mountedAt("/shop").send(TestRequest.get("/shop/sitemap.xml"));
        AppResponse signIn = client.mountedAt("/shop").send(TestRequest.get("/shop/account"));
        after.finish();
        assertThat(home.text() + tea.text())
                .containsPattern("href=\"/shop/teas\"")
                .doesNotContainPattern("(href|src|action)=\"/(?!shop/)");
        assertThat(map.text()).contains("<loc>https://tea.example.org/shop/teas/sencha</loc>");
        assertThat(signIn.header("location")).contains("/shop/sign-in?then=%2Faccount");
    }

    @Test
    void assetsAreThere() {
        assertThat(get("/assets/site.css").status()).isEqualTo(200);
        assertThat(get("/assets/icon.svg").status()).isEqualTo(200);
        assertThat(get("/assets/htmx.min.js").status()).isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsAPage() {
        AppResponse nowhere = get("/nowhere");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.text()).contains("<title>Not Found · Leaf &amp; Kettle</title>", "There is nothing here");
    }

    @Test
    void whatFailsIsAPageThatDoesNotSayWhy() {
        AppResponse broken = get("/broken");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.error()).containsInstanceOf(IllegalStateException.class);
        assertThat(broken.text()).contains("This is our mistake").doesNotContain("always fails", "IllegalState");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/teas", "/teas/kinds/green", "/teas/sencha", "/sitemap.xml"})
    void r24_whatIsTheSameForEverybodyIsKept(String path) {
        assertThat(get(path).header("x-after-cache")).contains("MISS");
        AppResponse kept = send(TestRequest.get(path + "?q=x").cookie("session-id", "s42"));
        assertThat(kept.header("x-after-cache")).contains("HIT");
        assertThat(kept.header("content-security-policy")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search", "/recent", "/sign-in", "/activity", "/teas/sencha/order", "/teas/coffee"})
    void r24_whatReadsTheRequestIsNot(String path) {
        assertThat(get(path).header("x-after-cache")).isEmpty();
        assertThat(get(path).header("x-after-cache")).isEmpty();
    }

    @Test
    void ordersAsJsonAreAnsweredBeforeTheMail() {
        AppResponse answer = client.send(TestRequest.post("/api/route")
                .json(ORDER)
                .cookie("session-id", "s42")
                .header("user-agent", "curl"));
        assertThat(answer.text()).isEqualTo("{\"status\":\"success\"}");
        assertThat(client.send(TestRequest.get("/activity")).text()).contains("<td>mail</td>", "pending</span>");
        after.finish();
        assertThat(after.assertFailed("mail")).isInstanceOf(UnknownHostException.class);
        assertThat(get("/activity").text())
                .contains(
                        "ordered tea",
                        "<td>s42</td>",
                        "curl",
                        answer.header("x-request-id").orElseThrow());
    }

    @Test
    void anOrderThatIsNoneIsExplained() {
        AppResponse answer = client.send(TestRequest.post("/api/route").json("{\"item\": \"tea\", \"quantity\": 0}"));
        after.finish();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("quantity must be a number from 1 to 100");
    }
}
