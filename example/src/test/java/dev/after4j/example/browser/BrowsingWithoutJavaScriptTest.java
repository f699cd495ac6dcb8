package dev.after4j.example.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeOptions;

/** The same visit in a browser that runs no scripts. */
class BrowsingWithoutJavaScriptTest extends BrowsingRules {
    private static final int BLOCK = 2;

    @Override
    void configure(ChromeOptions options) {
        options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", BLOCK));
    }

    @Test
    void aFormThatComesBackSaysSoInItsStatus() {
        go("/teas/shou-mei");
        submit("[action='?action=review']");
        assertThat(browser.executeScript("return performance.getEntriesByType('navigation')[0].responseStatus"))
                .isEqualTo(422L);
    }
}
