package dev.after4j.example.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.stalenessOf;

import dev.after4j.AfterRuntime;
import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.app.SiteBuilder;
import java.io.BufferedReader;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A site that was exported, as a browser sees it behind a server that knows nothing but files: the one that comes with the JDK. */
@EnabledForJreRange(min = JRE.JAVA_18, disabledReason = "The server of files came with JDK 18")
@Timeout(60)
class ExportBrowsingTest {
    private static final String URL = "URL ";

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) one.close();
    }

    @Test
    void r28_anExportIsBrowsedBehindAServerOfFiles(@TempDir Path folder) throws Exception {
        export(folder);
        URI site = serve(folder);
        ChromeDriver browser = Chromium.start(options -> {});
        opened.add(browser::quit);

        browser.get(site.toString());
        assertThat(browser.getTitle()).isEqualTo("Teas");
        WebElement link = browser.findElement(By.linkText("oolong"));
        link.click();
        new WebDriverWait(browser, Duration.ofSeconds(10)).until(stalenessOf(link));

        assertThat(browser.getTitle()).isEqualTo("A tea: oolong");
        assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo("oolong");
        assertThat(browser.executeScript("return document.styleSheets[0].cssRules.length"))
                .as("rules of the style sheet, under its name with a hash")
                .isNotEqualTo(0L);
        assertThat(browser.findElement(By.cssSelector("link[rel=stylesheet]")).getDomAttribute("href"))
                .matches("/assets/site\\..+\\.css");
        browser.get(site.resolve("404.html").toString());
        assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo("There is nothing here");
    }

    private static void export(Path folder) throws InterruptedException {
        App app = App.builder()
                .assets("/assets")
                .layout(
                        "/",
                        (request, content) -> out -> out.markup("<!DOCTYPE html><html lang=en><head>")
                                .markup("<link rel=stylesheet href=\"" + request.link("/assets/site.css") + "\">")
                                .write(content.head())
                                .markup("</head><body>")
                                .write(content.body())
                                .markup("</body></html>"))
                .page("/", new Home())
                .page("/teas/{slug}", new Tea())
                .notFound("/", (request, problem) -> out -> out.markup("<h1>There is nothing here</h1>"))
                .build();
        try (AfterRuntime runtime = AfterRuntime.create()) {
            List<String> lines = new ArrayList<>();
            assertThat(SiteBuilder.of(app, runtime).export(folder, false, lines::add))
                    .as(() -> String.join("\n", lines))
                    .isTrue();
        }
    }

    private static final class Home implements Page {
        @Override
        public Metadata metadata(Request request) {
            return Metadata.title("Teas");
        }

        @Override
        public Html render(Request request) {
            return out -> out.markup("<a href=\"" + request.link("/teas/oolong") + "\">oolong</a>");
        }
    }

    private static final class Tea implements Page {
        @Override
        public List<Map<String, String>> staticParams() {
            return List.of(Map.of("slug", "oolong"));
        }

        @Override
        public Metadata metadata(Request request) {
            return Metadata.title("A tea: " + request.param("slug"));
        }

        @Override
        public Html render(Request request) {
            return out -> out.markup("<h1>").text(request.param("slug")).markup("</h1>");
        }
    }

    private URI serve(Path folder) throws Exception {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        Process server = new ProcessBuilder(
                        java, "-m", "jdk.httpserver", "-b", "127.0.0.1", "-p", "0", "-d", folder.toString())
                .redirectErrorStream(true)
                .start();
        opened.add(0, server::destroy);
        BufferedReader said = server.inputReader();
        for (String line; (line = said.readLine()) != null; )
            if (line.startsWith(URL)) return URI.create(line.substring(URL.length()));
        throw new AssertionError("The server of files did not start");
    }
}
