package dev.after4j.example.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.numberOfElementsToBe;

import org.junit.jupiter.api.Test;

class BrowsingTest extends BrowsingRules {
    @Test
    void withHtmxOnlyTheReviewsAreExchanged() {
        go("/teas/shou-mei");
        find("#email").sendKeys("ada@");
        fillIn("Ada", "Autumn in a cup.");
        submit("[action='?action=review']");
        wait.until(numberOfElementsToBe(REVIEWS, 1));
        assertThat(find("#email").getDomProperty("value")).isEqualTo("ada@");
    }
}
