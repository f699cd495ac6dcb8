package dev.after4j.example.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrowsingTest extends BrowsingRules {
    /** What a double click does at worst: how often a browser takes it for one depends on how far it has got with the first. */
    private static final String SEND_TWICE = """
            const form = document.querySelector("[action='?action=review']");
            const send = () => fetch(form.action, {method: "post", body: new URLSearchParams(new FormData(form))});
            Promise.all([send(), send()]).then(arguments[0], arguments[0]);""";

    @Test
    void aFormThatIsSentTwiceWritesOneReview() {
        go("/teas/earl-grey");
        find("#author").sendKeys("Ada");
        find("#stars").sendKeys("5");
        find("#text").sendKeys("Twice in a hurry.");
        browser.executeAsyncScript(SEND_TWICE);
        reloadUntilReviewed();
        assertThat(texts(REVIEWS)).containsExactly("Twice in a hurry.");
    }

    @Test
    void withHtmxOnlyTheReviewsAreExchanged() {
        go("/teas/shou-mei");
        browser.executeScript("document.querySelector('.detail').id = 'as-it-was'");
        review("Ada", "Autumn in a cup.");
        assertThat(find("#thanks").isDisplayed()).isTrue();
        assertThat(find("#as-it-was").isDisplayed()).isTrue();
    }
}
