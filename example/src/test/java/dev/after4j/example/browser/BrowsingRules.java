package dev.after4j.example.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.attributeToBeNotEmpty;
import static org.openqa.selenium.support.ui.ExpectedConditions.titleContains;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A visit, by links and forms. */
abstract class BrowsingRules extends BrowserTest {
    @Test
    void theShopIsReachedByLinks() {
        go("/");
        follow("See all teas");
        follow("Gyokuro");
        assertThat(browser.getTitle()).contains("Gyokuro");
        follow("Recent");
        assertThat(find(".card h3").getText()).isEqualTo("Gyokuro");
        follow("A page that is not there");
        assertThat(find("h1").getText()).isEqualTo("There is nothing here");
        follow("An error page");
        assertThat(find("h1").getText()).isEqualTo("Internal Server Error");
    }

    @Test
    void teasAreSearchedByAnAddress() {
        go("/teas");
        follow("Herbal");
        assertThat(texts(By.cssSelector(".card h3"))).containsExactly("Rooibos");
        find("#kind").sendKeys("All");
        find("#q").sendKeys("smoke");
        submit("form[role=search]");
        assertThat(browser.getCurrentUrl()).contains("/search?q=smoke");
        assertThat(texts(By.cssSelector(".card h3"))).containsExactly("Lapsang Souchong");
        assertThat(find("#q").getDomProperty("value")).isEqualTo("smoke");
    }

    @Test
    void aReviewWithErrorsComesBackAsItWasSent() {
        go("/teas/assam");
        find("#stars").sendKeys("4");
        submit("[action='?action=review']");
        assertThat(describing("#author")).startsWith("Name must not be blank");
        assertThat(describing("#text")).startsWith("Review must not be blank");
        assertThat(find("#stars").getDomProperty("value")).isEqualTo("4");

        find("#author").sendKeys("Ada");
        find("#text").sendKeys("Stands up to milk.");
        submit("[action='?action=review']");
        assertThat(find("#thanks").isDisplayed()).isTrue();
        reloadUntilReviewed();
        assertThat(find(".said .text").getText()).isEqualTo("Stands up to milk.");
        assertThat(browser.getCurrentUrl()).doesNotContain("action=review");
    }

    @Test
    void reloadingAndGoingBackWritesNothingAgain() {
        go("/teas/rooibos");
        review("Ada", "Good for late evenings.");
        reloadUntilReviewed();
        follow("Teas");
        browser.navigate().back();
        wait.until(titleContains("Rooibos"));
        browser.navigate().refresh();
        assertThat(texts(REVIEWS)).hasSize(1);
    }

    @Test
    void anOrderLeadsToAPageThatCanBeReloaded() {
        go("/teas/sencha");
        assertThat(find(".detail .facts").getText()).contains("0 times");
        follow("Order");
        find("#email").sendKeys("ada@example.org");
        submit("[action='?action=order']");
        assertThat(find("h1").getText()).isEqualTo("Thank you");
        browser.navigate().refresh();
        assertThat(find(".facts").getText()).contains("Sencha", "ada@example.org");
        go("/teas/sencha");
        assertThat(find(".detail .facts").getText()).contains("1 time");
    }

    @Test
    void theAccountIsForWhoSignsIn() {
        go("/account");
        assertThat(find("h1").getText()).isEqualTo("Sign in");
        signIn("ada", "wrong");
        assertThat(find("[role=alert]").getText()).contains("no customer");
        signIn("ada", "earl-grey");
        assertThat(find("h1").getText()).isEqualTo("Your orders");
        assertThat(find(".account").getText()).contains("ada");
        submit(".account form");
        assertThat(find("h1").getText()).isEqualTo("Good tea, and time for it.");
        go("/account");
        assertThat(find("h1").getText()).isEqualTo("Sign in");
    }

    @Test
    void r08_theActivityPageShowsEachTaskWithItsSurfaceAndItsEnd() {
        go("/teas/longjing");
        follow("Order");
        find("#email").sendKeys("ada@example.org");
        submit("[action='?action=order']");
        wait.until(page -> {
            go("/activity");
            return texts(By.cssSelector("#tasks + .scroll tbody tr")).stream()
                    .filter(row -> row.contains("SUCCEEDED"))
                    .map(row -> row.split("\\s+", -1)[0])
                    .toList()
                    .contains("mail");
        });
        List<String> rows = texts(By.cssSelector("#tasks + .scroll tbody tr"));
        assertThat(rows).anyMatch(row -> row.startsWith("mail SUCCEEDED action "));
        assertThat(rows).anyMatch(row -> row.contains(" page ") && row.contains("/teas/longjing"));
        assertThat(rows).anyMatch(row -> row.contains(" layout ") && row.contains("/teas/longjing"));
    }

    @Test
    void whatAVisitorWritesIsTextAndNothingElse() {
        String hostile = "</p><script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\">"
                + " ${7*7} &lt;b&gt; \" ' `";
        go("/teas/dong-ding");
        review("<b id=owned>Ada</b>", hostile);
        reloadUntilReviewed();
        assertThat(find(".said .text").getText()).isEqualTo(hostile);
        assertThat(find(".said strong").getText()).isEqualTo("<b id=owned>Ada</b>");
        assertThat(browser.findElements(By.cssSelector(".said script, .said img, #owned")))
                .isEmpty();
        assertThat(browser.getTitle()).contains("Dong Ding");
    }

    /** Htmx takes its time to change attributes. */
    private String describing(String field) {
        wait.until(attributeToBeNotEmpty(find(field), "aria-describedby"));
        return find("#" + find(field).getDomAttribute("aria-describedby")).getText();
    }
}
