package dev.after4j.example.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The browser that is installed; none is ever downloaded. */
final class Chromium {
    private static final String MISSING = "No chromium with its chromedriver on the PATH:"
            + " apt-get install --no-install-recommends chromium chromium-driver";

    /** Says at each start that it does not know this version's DevTools, of which it needs nothing but names; held, since loggers are held weakly. */
    private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    static {
        VERSIONS.setLevel(Level.SEVERE);
    }

    private Chromium() {}

    /** Without a window, and without a way to anything but this machine. */
    static ChromeDriver start(Consumer<ChromeOptions> change) {
        Path driver = onPath("chromedriver").orElseGet(Chromium::missing);
        Path browser = onPath("chromium", "chromium-browser", "google-chrome").orElseGet(Chromium::missing);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // which root, as in most containers, cannot have
                "--disable-dev-shm-usage", // which is too small in many of them
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
        change.accept(options);
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .build(),
                options);
    }

    private static Optional<Path> onPath(String... names) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A skip for who has none; a failure where all tests have to run. */
    private static Path missing() {
        if (System.getenv("BROWSER_REQUIRED") != null) return Assertions.fail(MISSING);
        return abort(MISSING);
    }
}
