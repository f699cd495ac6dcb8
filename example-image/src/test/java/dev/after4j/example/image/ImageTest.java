package dev.after4j.example.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The image does what is said of it in docs/deploying.md. */
@Timeout(120)
class ImageTest {
    private static final int PENDING = 1_000;
    private static final long MIB = 1024 * 1024;

    private static Image image;

    @TempDir
    private Path volume;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void unpack(@TempDir Path directory) throws Exception {
        if (!Files.exists(Image.TAR)) skip("There is no " + Image.TAR + ": it is made on Linux only");
        if (!Container.canRun()) skip("Process 1 of a namespace can be made on Linux only, by root, with util-linux");
        if (!MemoryLimit.canBeMade()) skip("Memory can be limited only by who may make cgroups");
        image = Image.unpack(directory);
    }

    /** A failure where all tests have to run. */
    private static void skip(String reason) {
        if (System.getenv("IMAGE_REQUIRED") != null) Assertions.fail(reason);
        Assumptions.abort(reason);
    }

    @BeforeEach
    void mayWriteToTheVolume() throws Exception {
        Files.setAttribute(volume, "unix:uid", Integer.valueOf(image.user().split(":", 2)[0]));
    }

    @Test
    void isNotRootAndWritesToItsVolumeOnly() throws Exception {
        try (MemoryLimit limit = MemoryLimit.of(512 * MIB);
                Container shop = new Container(image, volume, limit, Map.of())) {
            assertThat(String.join("\n", shop.output()))
                    .contains("Memory Limit: 512.00M")
                    .containsPattern("Max. Heap Size \\(Estimated\\): 2[45][0-9]\\.\\d+M"); // half of it
            Path itself = Path.of("/proc", String.valueOf(shop.first().pid()));
            assertThat(Files.readAllLines(itself.resolve("status")))
                    .contains("Uid:\t10001\t10001\t10001\t10001", "Gid:\t10001\t10001\t10001\t10001")
                    .contains("CapEff:\t0000000000000000")
                    .anyMatch(line -> line.matches("NSpid:\t\\d+\t1"));
            for (Path folder : folders(itself.resolve("root")))
                assertThatThrownBy(() -> Files.createFile(folder.resolve("x"))) // even by root
                        .isInstanceOf(FileSystemException.class)
                        .hasMessageContaining("Read-only file system");
            assertThat(shop.output()).anyMatch(line -> line.contains("native.encoding = UTF-8"));
            assertThat(get(shop, "/teas/sencha")).contains("Sencha");
            assertThat(get(shop, "/assets/site.css")).contains("font-family");
            assertThat(signIn(shop, "ada", "earl-grey").statusCode()).isEqualTo(303);
            assertThat(review(shop, "").body())
                    .contains("must not be blank"); // by java.beans and the expression language
            shop.kill();
            assertThat(shop.exitCode()).isEqualTo(128 + 15);
            assertThat(volume.resolve("shop.mv.db")).isNotEmptyFile();
            assertThat(volume.resolve("pages/kept")).isNotEmptyDirectory();
        }
    }

    private static List<Path> folders(Path root) throws Exception {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> !List.of("proc", "sys", "dev", "data")
                            .contains(folder.getFileName().toString()))
                    .toList();
        }
    }

    @Test
    void r22_aKillLosesNoneOfAThousandTasksInAQuarterOfAGibibyte() throws Exception {
        try (MemoryLimit limit = MemoryLimit.of(256 * MIB);
                Container shop =
                        new Container(image, volume, limit, Map.of("AFTER_DRAIN_TIMEOUT", "60s"))) { // needs some 8 s
            assertThat(shop.output()).anyMatch(line -> line.contains("Memory Limit: 256.00M"));
            int orders = 0;
            while (orders - shop.count("Mail sent") < PENDING) orders += order(shop, 100);
            shop.kill();
            assertThat(shop.exitCode()).isEqualTo(128 + 15);
            assertThat(shop.count("Mail sent")).isEqualTo(orders);
            assertThat(pending(shop.output())).isGreaterThanOrEqualTo(PENDING);
        }
    }

    /** How much was pending at the kill, by a report that has nothing abandoned. */
    private static int pending(List<String> output) {
        Matcher report = Pattern.compile("drained: (\\d+) pending at the start, 0 abandoned")
                .matcher(output.get(output.size() - 1));
        assertThat(report.find()).as("a report at the end of %s", output).isTrue();
        return Integer.parseInt(report.group(1));
    }

    /** Returns how many were accepted. */
    private int order(Container shop, int many) {
        HttpRequest order = HttpRequest.newBuilder(shop.address().resolve("/api/route"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{\"item\": \"tea\", \"quantity\": 1, \"email\": \"ada@example.org\"}"))
                .build();
        List<CompletableFuture<HttpResponse<Void>>> answers = Stream.generate(
                        () -> client.sendAsync(order, BodyHandlers.discarding()))
                .limit(many)
                .toList();
        answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        return many;
    }

    private String get(Container shop, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(shop.address().resolve(path)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> signIn(Container shop, String name, String password) throws Exception {
        return post(shop.address().resolve("/sign-in?action=sign-in"), "name=" + name + "&password=" + password);
    }

    private HttpResponse<String> review(Container shop, String text) throws Exception {
        return post(shop.address().resolve("/teas/sencha?action=review"), "name=ada&stars=5&text=" + text);
    }

    private HttpResponse<String> post(URI action, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(action)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("origin", action.resolve("/").toString().replaceFirst("/$", ""))
                .POST(BodyPublishers.ofString(form))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
