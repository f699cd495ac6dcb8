package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.TaskEnd;
import dev.after4j.app.test.AppResponse;
import dev.after4j.test.TestRequest;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** The list of teas and the pages of each, reviews and orders included. */
class TeasTest extends ShopFixture {
    private static final String CACHE = "x-after-cache";

    @Test
    void theListIsSearchedAndSortedByAnAddress() {
        assertThat(get("/search?kind=GREEN&q=JAPAN&sort=PRICE").text())
                .contains("3 teas", "<option value=\"GREEN\" selected>", "value=\"JAPAN\"")
                .containsSubsequence(">Genmaicha</a>", ">Sencha</a>", ">Gyokuro</a>");
        assertThat(get("/search?q=coffee+beans").text()).contains("No tea matches");
        assertThat(get("/search?q=&kind=&sort=").text()).contains("14 teas");
    }

    @Test
    void thereIsAListOfAllAndOneOfEachKind() {
        assertThat(get("/teas").text()).contains("14 teas", ">Sencha</a>", ">Rooibos</a>");
        assertThat(get("/teas/kinds/white").text())
                .contains("<title>White · Teas · Leaf &amp; Kettle</title>", "2 teas", ">Shou Mei</a>")
                .contains("<a href=\"/teas/kinds/white\" aria-current=\"page\">White</a>");
        assertThat(get("/teas/kinds/coffee").status()).isEqualTo(404);
    }

    @Test
    void aKindThatThereIsNotIsTheVisitorsMistake() {
        AppResponse answer = get("/search?kind=COFFEE");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("must be one of [GREEN, BLACK");
    }

    @Test
    void aTeaSaysWhatItIs() {
        AppResponse sencha = get("/teas/sencha");
        assertThat(sencha.text())
                .contains("<title>Sencha · Teas · Leaf &amp; Kettle</title>")
                .contains("<link rel=\"canonical\" href=\"https://tea.example.org/teas/sencha\">")
                .contains("<meta property=\"og:type\" content=\"product\">")
                .contains("aria-label=\"5 of 5 stars\"", "I let the water cool down");
    }

    @Test
    void eachViewIsCountedAndThePageIsRenderedOnce() {
        get("/teas/sencha");
        get("/teas/sencha");
        assertThat(after.registered()).filteredOn("count view"::equals).hasSize(2);
        assertThat(after.registered()).containsOnlyOnce("announce").containsOnlyOnce("log slow page");
        assertThat(get("/search?sort=VIEWS").text()).containsSubsequence(">Sencha</a>", ">Assam</a>");
        assertThat(get("/").text()).containsSubsequence(">Sencha</a>", ">Assam</a>");
    }

    @Test
    void aTeaThatThereIsNotLeadsToOthers() {
        AppResponse none = get("/teas/coffee");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.text()).contains("We do not have this tea", "aria-label=\"Kinds of tea\"", ">Assam</a>");
        assertThat(after.registered()).doesNotContain("count view");
        assertThat(submit(TestRequest.post("/teas/coffee?action=review").field("author", "Ada"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatWasSeenIsInACookieThatThePageForItReads() {
        String first = get("/teas/sencha").cookie("recent").orElseThrow();
        AppResponse second = send(TestRequest.get("/teas/assam").cookie("recent", first));
        String both = second.cookie("recent").orElseThrow();
        assertThat(second.headers("cache-control")).containsExactly("private, no-cache");
        assertThat(both).isEqualTo("assam.sencha");
        assertThat(send(TestRequest.get("/recent").cookie("recent", both)).text())
                .containsSubsequence(">Assam</a>", ">Sencha</a>");
        assertThat(get("/recent").text()).contains("You have not looked at a tea yet");
        assertThat(get("/teas/coffee").cookie("recent")).isEmpty();
    }

    @Test
    void r27_aReviewIsShownWhenTheTaskThatPublishesItHasEnded() {
        assertThat(get("/teas/sencha").header(CACHE)).contains("MISS");
        AppResponse answer = client.submit(review("Ada", "5", "Two lines,\nno more"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/teas/sencha#thanks");
        AppResponse old = client.send(TestRequest.get("/teas/sencha"));
        assertThat(old.header(CACHE)).contains("HIT");
        assertThat(old.text()).doesNotContain("Two lines");
        after.finish();
        AppResponse shown = get("/teas/sencha");
        assertThat(shown.header(CACHE)).contains("MISS");
        assertThat(shown.text()).contains("<strong>Ada</strong>", "Two lines,\nno more");
        assertThat(get("/activity").text()).contains("reviewed Sencha");
    }

    @Test
    void aReviewThatAdvertisesIsNotShown() {
        submit(review("Ada", "5", "More at https://evil.example"));
        assertThat(after.ended(TaskEnd.Kind.SUCCEEDED)).contains("publish review");
        assertThat(get("/teas/sencha").text()).doesNotContain("evil.example");
    }

    @Test
    void aReviewThatDoesNotFitComesBackWithWhatWasWritten() {
        AppResponse answer = submit(review(" ", "9", "I like it"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("Name must not be blank.", "Stars must be from 1 to 5.", ">I like it</textarea>")
                .contains("aria-describedby=\"author-error\"", "id=\"author-error\"");
        assertThat(get("/teas/sencha").text()).doesNotContain("I like it", "must not be blank");
    }

    @Test
    void aReviewThatIsSentTwiceIsTakenOnce() {
        AppResponse first = submit(review("Ada", "5", "Only once"));
        AppResponse second = submit(review("Ada", "5", "Only once"));
        assertThat(second.header("location"))
                .isEqualTo(first.header("location"))
                .isPresent();
        assertThat(get("/teas/sencha").text()).containsOnlyOnce("Only once");
        assertThat(after.registered()).containsOnlyOnce("log review");
    }

    @Test
    void aScriptGetsThePartThatItExchanges() {
        AppResponse added = submit(review("Ada", "5", "By script").header("hx-request", "true"));
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.text())
                .contains("<section id=\"reviews\"", "class=\"thanks shown\"")
                .doesNotContain("<html", "id=\"order-title\"");
        AppResponse refused = submit(review("", "5", "By script").header("hx-request", "true"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("<section id=\"reviews\"", "Name must not be blank.")
                .doesNotContain("<html");
    }

    @Test
    void aScriptGetsAPartOfWhatIsKept() {
        get("/teas/sencha");
        AppResponse part = send(TestRequest.get("/teas/sencha").header("hx-request", "true"));
        assertThat(part.header(CACHE)).contains("HIT");
        assertThat(part.text())
                .contains("<h1>Sencha</h1>", "<section id=\"reviews\"")
                .doesNotContain("<html");
    }

    @Test
    void whoOrdersSeesThemselvesCountedAtOnce() {
        assertThat(get("/teas/sencha").text()).contains("<dd>0 times</dd>");
        client.submit(order(newKey(), "2", "ada@example.org"));
        assertThat(client.send(TestRequest.get("/teas/sencha")).text()).contains("<dd>1 time</dd>");
        client.send(TestRequest.post("/api/route")
                .json("{\"item\": \"Sencha\", \"quantity\": 1, \"email\": \"ada@example.org\"}"));
        assertThat(client.send(TestRequest.get("/teas/sencha")).text()).contains("<dd>2 times</dd>");
        after.finish();
    }

    @Test
    void noTwoVisitorsAreShownAFormWithTheSameKey() {
        AppResponse first = get("/teas/sencha/order");
        AppResponse second = get("/teas/sencha/order");
        assertThat(first.header(CACHE)).isEmpty();
        assertThat(key(first)).matches("[0-9a-f-]{36}").isNotEqualTo(key(second));
        assertThat(key(submit(order(key(first), "0", "ada@example.org")))).isEqualTo(key(first));
    }

    private static String key(AppResponse form) {
        return Jsoup.parse(form.text()).select("input[name=key]").val();
    }

    @Test
    void anOrderWithoutAKeyGetsOne() {
        AppResponse answer = submit(order("none", "2", "ada@example.org"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("The form was not complete");
        assertThat(key(answer)).matches("[0-9a-f-]{36}");
    }

    @Test
    void anOrderIsConfirmedAfterTheResponse() {
        AppResponse answer = client.submit(order(newKey(), "2", "ada@example.org"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(after.pending()).contains("mail");
        after.finish();
        assertThat(after.ended(TaskEnd.Kind.SUCCEEDED)).contains("mail");
        assertThat(get(answer.header("location").orElseThrow()).text())
                .contains("<dd>Sencha</dd>", "<dd>2</dd>", "<dd>ada@example.org</dd>", "noindex");
    }

    @Test
    void anOrderThatDoesNotFitComesBackWithWhatWasSent() {
        AppResponse answer = submit(order(newKey(), "101", "ada"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("Quantity must be from 1 to 100.", "E-mail must be an address such as ada@example.org.")
                .contains("value=\"101\"", "value=\"ada\"");
        assertThat(after.registered()).doesNotContain("mail");
    }

    @Test
    void anOrderThatIsSentTwiceIsPlacedOnce() {
        String key = newKey();
        AppResponse first = submit(order(key, "2", "ada@example.org"));
        AppResponse second = submit(order(key, "2", "ada@example.org"));
        assertThat(second.header("location"))
                .isEqualTo(first.header("location"))
                .contains("/orders/" + key);
        assertThat(after.registered()).containsOnlyOnce("mail");
    }

    @Test
    void whoDoesNotKnowTheKeySeesNoOrder() {
        assertThat(get("/orders/" + newKey()).status()).isEqualTo(404);
        assertThat(get("/orders/1").status()).isEqualTo(404);
    }

    @Test
    void anOrderIsNotKeptForAnybody() {
        AppResponse ordered = get(submit(order(newKey(), "2", "ada@example.org"))
                .header("location")
                .orElseThrow());
        assertThat(ordered.header(CACHE)).isEmpty();
        assertThat(ordered.headers("cache-control")).containsExactly("private, no-cache");
    }

    @Test
    void aStrangersFormIsRefused() {
        AppResponse answer = send(order(newKey(), "2", "ada@example.org").header("origin", "https://evil.example"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(after.registered()).doesNotContain("mail");
    }
}
