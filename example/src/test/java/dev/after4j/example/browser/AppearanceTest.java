package dev.after4j.example.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.presenceOfElementLocated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** Each page in light and dark, on a phone and on a desk; pictures of all are in {@code target/screenshots}. */
class AppearanceTest extends BrowserTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int PHONE = 375;
    private static final int DESK = 1280;

    /** What axe finds, as sentences. */
    private static final String FIND = """
            const tell = arguments[0];
            const sentence = found => `${found.help}: ${found.nodes.map(node => node.html).join(", ")}`;
            axe.run().then(results => tell(results.violations.map(sentence)), failure => tell([String(failure)]));""";

    @ParameterizedTest
    @CsvSource({
        "home, /",
        "teas, /teas",
        "kind, /teas/kinds/green",
        "search, /search?q=smoke",
        "nothing-found, /search?q=coffee",
        "tea, /teas/sencha",
        "reviewed, /teas/sencha#thanks",
        "order, /teas/sencha/order",
        "tea-not-found, /teas/coffee",
        "recent, /recent",
        "sign-in, /sign-in",
        "not-found, /nowhere",
        "broken, /broken"
    })
    void everyPage(String name, String path) throws IOException {
        go(path);
        assertIsReadable(name);
    }

    @Test
    void formsWithTheirErrors() throws IOException {
        go("/teas/assam/order");
        submit("[action='?action=order']");
        assertIsReadable("order-refused");
        go("/teas/assam");
        submit("[action='?action=review']");
        wait.until(presenceOfElementLocated(By.id("stars-error")));
        assertIsReadable("review-refused");
    }

    @Test
    void whatACustomerSees() throws IOException {
        go("/sign-in");
        signIn("ada", "earl-grey");
        assertIsReadable("account-empty");
        go("/teas/gyokuro/order");
        submit("[action='?action=order']");
        assertIsReadable("ordered");
        go("/account");
        assertIsReadable("account");
        follow(find("td a").getText());
        assertIsReadable("account-order");
        go("/activity");
        assertIsReadable("activity");
    }

    private void assertIsReadable(String page) throws IOException {
        browser.executeScript(axe());
        for (String scheme : List.of("light", "dark")) {
            emulate(scheme);
            for (int width : new int[] {PHONE, DESK}) {
                emulate(width);
                picture(page + "-" + scheme + "-" + width);
                assertThat(widthOfThePage()).as("width of the page").isLessThanOrEqualTo(width);
            }
            assertThat((List<?>) browser.executeAsyncScript(FIND))
                    .as("what axe finds")
                    .isEmpty();
        }
    }

    /** The script is all that is used of its integration into Selenium, whose own way takes twice the time. */
    private static String axe() throws IOException {
        try (InputStream script = Objects.requireNonNull(AppearanceTest.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void emulate(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private void emulate(int width) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width == PHONE));
    }

    private long widthOfThePage() {
        return (Long) browser.executeScript("return document.documentElement.scrollWidth");
    }

    private void picture(String name) throws IOException {
        Object taken = browser.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .get("data");
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode((String) taken));
    }
}
