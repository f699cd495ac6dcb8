package dev.after4j.example.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.example.teas.Moderation;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What a browser is shown of a page that is kept, before and after the task that changes it. */
class RevalidationTest extends BrowserTest {
    private static final String STATE =
            "fetch(location.pathname).then(page => arguments[0](page.headers.get('x-after-cache')))";

    private final CountDownLatch hasBeenRead = new CountDownLatch(1);

    @Override
    Moderation moderation() {
        return text -> {
            hasBeenRead.await();
            return true;
        };
    }

    @Test
    void r27_theOldPageThenTheFormThenTheNewPageAfterTheTask() {
        go("/teas/rooibos");
        assertThat(texts(REVIEWS)).isEmpty();
        review("Ada", "Good for late evenings.");
        assertThat(find("#thanks").isDisplayed()).isTrue();

        browser.navigate().refresh();
        assertThat(texts(REVIEWS)).isEmpty();
        assertThat(browser.executeAsyncScript(STATE)).isEqualTo("HIT");

        hasBeenRead.countDown();
        reloadUntilReviewed();
        assertThat(texts(REVIEWS)).containsExactly("Good for late evenings.");
        assertThat(browser.executeAsyncScript(STATE)).isEqualTo("HIT");

        go("/activity");
        assertThat(texts(By.cssSelector("#tasks + .scroll tbody tr")))
                .filteredOn(task -> task.startsWith("announce "))
                .satisfiesExactlyInAnyOrder(
                        task -> assertThat(task).contains("SUCCEEDED page first render of /teas/rooibos"),
                        task -> assertThat(task).contains("SUCCEEDED page revalidate of /teas/rooibos"));
    }
}
