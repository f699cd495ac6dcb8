package dev.after4j.example.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.attributeToBeNotEmpty;
import static org.openqa.selenium.support.ui.ExpectedConditions.numberOfElementsToBe;
import static org.openqa.selenium.support.ui.ExpectedConditions.titleContains;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** A visit, by links and forms. */
abstract class BrowsingRules extends BrowserTest {
    static final By REVIEWS = By.cssSelector(".said .text");

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
        find("#q").sendKeys("smoke");
        submit("form[role=search]");
        assertThat(browser.getCurrentUrl()).contains("/teas?q=smoke");
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
        wait.until(numberOfElementsToBe(REVIEWS, 1));
        assertThat(find(".said .text").getText()).isEqualTo("Stands up to milk.");
        assertThat(browser.getCurrentUrl()).doesNotContain("action=review");
    }

    @Test
    void reloadingAndGoingBackWritesNothingAgain() {
        go("/teas/rooibos");
        fillIn("Ada", "Good for late evenings.");
        submit("[action='?action=review']");
        wait.until(numberOfElementsToBe(REVIEWS, 1));
        browser.navigate().refresh();
        assertThat(texts(REVIEWS)).hasSize(1);
        follow("Teas");
        browser.navigate().back();
        wait.until(titleContains("Rooibos"));
        browser.navigate().refresh();
        assertThat(texts(REVIEWS)).hasSize(1);
    }

    @Test
    void anOrderLeadsToAPageThatCanBeReloaded() {
        go("/teas/sencha");
        find("#email").sendKeys("ada@example.org");
        submit("[action='?action=order']");
        assertThat(find("h1").getText()).isEqualTo("Thank you");
        browser.navigate().refresh();
        assertThat(find(".facts").getText()).contains("Sencha", "ada@example.org");
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
        assertThat(browser.findElements(By.linkText("Sign in"))).hasSize(1);
        go("/account");
        assertThat(find("h1").getText()).isEqualTo("Sign in");
    }

    @Test
    void r08_theActivityPageShowsEachTaskWithItsSurfaceAndItsEnd() {
        go("/teas/longjing");
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
        fillIn("<b id=owned>Ada</b>", hostile);
        submit("[action='?action=review']");
        wait.until(numberOfElementsToBe(REVIEWS, 1));
        assertThat(find(".said .text").getText()).isEqualTo(hostile);
        assertThat(find(".said strong").getText()).isEqualTo("<b id=owned>Ada</b>");
        assertThat(browser.findElements(By.cssSelector(".said script, .said img, #owned")))
                .isEmpty();
        assertThat(browser.getTitle()).contains("Dong Ding");
    }

    void fillIn(String author, String text) {
        find("#author").sendKeys(author);
        find("#stars").sendKeys("5");
        find("#text").sendKeys(text);
    }

    /** Htmx takes its time to change attributes. */
    private String describing(String field) {
        wait.until(attributeToBeNotEmpty(find(field), "aria-describedby"));
        return find("#" + find(field).getDomAttribute("aria-describedby")).getText();
    }

    List<String> texts(By elements) {
        return browser.findElements(elements).stream().map(WebElement::getText).toList();
    }
}
