package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.TaskEnd;
import dev.after4j.app.test.AppResponse;
import dev.after4j.test.TestRequest;
import org.junit.jupiter.api.Test;

/** The list of teas and the pages of each, reviews and orders included. */
class TeasTest extends ShopFixture {
    @Test
    void theListIsSearchedAndSortedByItsAddress() {
        assertThat(get("/teas").text()).contains("14 teas", ">Sencha</a>", ">Rooibos</a>");
        assertThat(get("/teas?kind=GREEN&q=JAPAN&sort=PRICE").text())
                .contains("3 teas", "<option value=\"GREEN\" selected>", "value=\"JAPAN\"")
                .containsSubsequence(">Genmaicha</a>", ">Sencha</a>", ">Gyokuro</a>");
        assertThat(get("/teas?q=coffee+beans").text()).contains("No tea matches");
        assertThat(get("/teas?q=&kind=&sort=").text()).contains("14 teas");
    }

    @Test
    void aKindThatThereIsNotIsTheVisitorsMistake() {
        AppResponse answer = get("/teas?kind=COFFEE");
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
    void viewsAreCountedByATaskOfThePageAndPreviewsByOneOfItsMetadata() {
        assertThat(get("/teas/sencha").text()).contains("<dd>0 times</dd>");
        assertThat(send(TestRequest.get("/teas/sencha").header("user-agent", "Chatbot/1"))
                        .text())
                .contains("<dd>1 time</dd>");
        assertThat(after.registered()).contains("count view", "note link preview", "log slow page");
        assertThat(get("/activity").text()).contains("previewed Sencha", "Chatbot/1");
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
        assertThat(both).isEqualTo("assam.sencha");
        assertThat(send(TestRequest.get("/recent").cookie("recent", both)).text())
                .containsSubsequence(">Assam</a>", ">Sencha</a>");
        assertThat(get("/recent").text()).contains("You have not looked at a tea yet");
        assertThat(get("/teas/coffee").cookie("recent")).isEmpty();
    }

    @Test
    void aReviewIsShownAfterARedirect() {
        AppResponse answer = submit(review(newKey(), "Ada", "5", "Two lines,\nno more"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/teas/sencha#reviews");
        assertThat(get("/teas/sencha").text()).contains("<strong>Ada</strong>", "Two lines,\nno more");
        assertThat(get("/activity").text()).contains("reviewed Sencha");
    }

    @Test
    void aReviewThatDoesNotFitComesBackWithWhatWasWritten() {
        String key = newKey();
        AppResponse answer = submit(review(key, " ", "9", "I like it"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("Name must not be blank.", "Stars must be from 1 to 5.", ">I like it</textarea>")
                .contains("aria-describedby=\"author-error\"", "id=\"author-error\"", "value=\"" + key + "\"")
                .doesNotContain("E-mail is", "E-mail must");
        assertThat(get("/teas/sencha").text()).doesNotContain("I like it");
    }

    @Test
    void aReviewWithoutAKeyGetsOne() {
        AppResponse answer = submit(review("none", "Ada", "5", "I like it"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("The form was not complete")
                .containsPattern("name=\"key\" value=\"[0-9a-f-]{36}\"");
    }

    @Test
    void aFormThatIsSentTwiceIsTakenOnce() {
        String key = newKey();
        AppResponse first = submit(review(key, "Ada", "5", "Only once"));
        AppResponse second = submit(review(key, "Ada", "5", "Only once"));
        assertThat(second.header("location"))
                .isEqualTo(first.header("location"))
                .isPresent();
        assertThat(get("/teas/sencha").text()).containsOnlyOnce("Only once");
        assertThat(after.registered()).containsOnlyOnce("log review");
    }

    @Test
    void aScriptGetsThePartThatItExchanges() {
        AppResponse added = submit(review(newKey(), "Ada", "5", "By script").header("hx-request", "true"));
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.text())
                .contains("<section id=\"reviews\"", "By script")
                .doesNotContain("<html", "id=\"order-title\"");
        AppResponse refused = submit(review(newKey(), "", "5", "By script").header("hx-request", "true"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("<section id=\"reviews\"", "Name must not be blank.")
                .doesNotContain("<html");
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
                .contains("value=\"101\"", "value=\"ada\"")
                .doesNotContain("Name is required");
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
    void aStrangersFormIsRefused() {
        AppResponse answer = send(order(newKey(), "2", "ada@example.org").header("origin", "https://evil.example"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(after.registered()).doesNotContain("mail");
    }
}
