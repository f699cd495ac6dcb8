package dev.after4j.example.browser;

import static org.openqa.selenium.support.ui.ExpectedConditions.stalenessOf;

import dev.after4j.example.Database;
import dev.after4j.example.Shop;
import dev.after4j.example.orders.Mailer;
import dev.after4j.example.teas.Moderation;
import dev.after4j.jte.Jte;
import dev.after4j.server.AfterServer;
import dev.after4j.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.Wait;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The shop on a port of its own, and a browser in front of it: one of each per class. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
abstract class BrowserTest {
    static final By REVIEWS = By.cssSelector(".said .text");

    ChromeDriver browser;
    Wait<WebDriver> wait;
    private RunningServer server;

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
        browser = Chromium.start(this::configure);
        wait = new WebDriverWait(browser, Duration.ofSeconds(10), Duration.ofMillis(50))
                .ignoring(WebDriverException.class); // it may ask in the midst of a change of pages
        Database database = Database.open(directory.resolve("shop").toString());
        Shop shop =
                new Shop(database, Jte.precompiled(), new Mailer(Duration.ZERO), moderation(), "http://shop.example");
        server = AfterServer.of(shop::app)
                .runtime(tasks -> tasks.listener(shop.taskLog()))
                .onStopped(database::close)
                .start("--port=0", "--pages=" + directory.resolve("pages"));
    }

    @AfterAll
    void close() {
        if (server != null) server.close();
        if (browser != null) browser.quit();
    }

    @BeforeEach
    void forgetTheVisitor() {
        browser.manage().deleteAllCookies();
    }

    void configure(ChromeOptions options) {}

    Moderation moderation() {
        return Moderation.taking(Duration.ZERO);
    }

    void go(String path) {
        browser.get(server.address().resolve(path).toString());
    }

    WebElement find(String css) {
        return browser.findElement(By.cssSelector(css));
    }

    void follow(String link) {
        WebElement found = browser.findElement(By.linkText(link));
        found.click();
        wait.until(stalenessOf(found));
    }

    /** Until the page, or with htmx the part of it with the form, is another one. */
    void submit(String form) {
        WebElement button = find(form + " button");
        button.click();
        wait.until(stalenessOf(button));
    }

    void review(String author, String text) {
        find("#author").sendKeys(author);
        find("#stars").sendKeys("5");
        find("#text").sendKeys(text);
        submit("[action='?action=review']");
    }

    /** As a visitor does who has been told that it takes a moment. */
    void reloadUntilReviewed() {
        wait.until(page -> {
            browser.navigate().refresh();
            return !texts(REVIEWS).isEmpty();
        });
    }

    List<String> texts(By elements) {
        return browser.findElements(elements).stream().map(WebElement::getText).toList();
    }

    /** By the form that is shown. */
    void signIn(String name, String password) {
        find("#name").clear();
        find("#name").sendKeys(name);
        find("#password").sendKeys(password);
        submit("[action='?action=sign-in']");
    }
}
