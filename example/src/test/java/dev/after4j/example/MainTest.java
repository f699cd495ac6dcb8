package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real main in processes of its own. */
@Timeout(120)
class MainTest {
    private static final String ORDER = "{\"item\": \"tea\", \"quantity\": 1, \"email\": \"ada@example.org\"}";

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void r22_theAnswerDoesNotWaitForTheMailButSigtermDoes() throws Exception {
        try (Child shop = new Child("0", directory.resolve("shop"))) {
            URI address = shop.address();
            get(address.resolve("/activity")); // loads classes, so that the next two requests are quick
            assertThat(post(address.resolve("/api/route"))).isEqualTo("{\"status\":\"success\"}");
            assertThat(get(address.resolve("/activity"))).contains("<td>mail</td>", "pending");
            shop.terminate();
            List<String> output = shop.remainingOutput();
            assertThat(output)
                    .filteredOn(line -> line.matches(".*(Mail sent|drained).*"))
                    .hasSize(2)
                    .satisfiesExactly(
                            mail -> assertThat(mail).contains("Mail sent to ada@example.org"),
                            report -> assertThat(report).contains("pending at the start, 0 abandoned"));
            assertThat(shop.errors()).isEmpty();
            assertThat(shop.exitCode()).isEqualTo(128 + 15);
        }
        try (Child again = new Child("0", directory.resolve("shop"))) {
            assertThat(get(again.address().resolve("/activity")))
                    .contains("ordered tea", "anonymous", "Java-http-client", "<td>mail</td>", "SUCCEEDED")
                    .doesNotContain("pending</span>");
        }
    }

    @Test
    void aSecondStartOnTheSameDatabaseSaysSoInOneLine() throws Exception {
        Path database = directory.resolve("shop");
        try (Child first = new Child("0", database)) {
            first.address();
            assertRefused(
                    "0",
                    database,
                    "The database " + database + " is in use by another process; "
                            + "stop that one, or set DATABASE to another file",
                    1);
        }
    }

    @Test
    void aBuildIsServedByTheNextStartAndNotMadeUnderIt() throws Exception {
        Path database = directory.resolve("shop");
        try (Child build = new Child("0", database, "build")) {
            assertThat(build.remainingOutput())
                    .anyMatch(line -> line.contains("○ /teas "))
                    .anyMatch(line -> line.contains("ƒ /recent "));
            assertThat(build.exitCode()).isZero();
        }
        try (Child shop = new Child("0", database)) {
            HttpRequest tea = HttpRequest.newBuilder(shop.address().resolve("/teas/sencha"))
                    .build();
            assertThat(client.send(tea, BodyHandlers.discarding()).headers().firstValue("x-after-cache"))
                    .contains("HIT");
            assertRefused(
                    "0",
                    database,
                    "The database " + database + " is in use by another process; "
                            + "stop that one, or set DATABASE to another file",
                    1,
                    "build");
        }
    }

    @Test
    void aSecondStartOnTheSamePortSaysSoInOneLine() throws Exception {
        try (Child first = new Child("0", directory.resolve("shop"))) {
            int port = first.address().getPort();
            assertRefused(
                    String.valueOf(port),
                    directory.resolve("other"),
                    "Cannot listen on 127.0.0.1:" + port
                            + " (Address already in use); set another with --host and --port",
                    1);
        }
    }

    @Test
    void aBadPortIsNamedInOneLine() throws Exception {
        assertRefused("http", directory.resolve("shop"), "PORT must be a number from 0 to 65535, but is 'http'", 2);
    }

    private static void assertRefused(String port, Path database, String reason, int exitCode, String... arguments)
            throws Exception {
        try (Child refused = new Child(port, database, arguments)) {
            assertThat(refused.remainingOutput()).noneMatch(line -> line.contains("Listening"));
            assertThat(refused.errors()).containsExactly(reason);
            assertThat(refused.exitCode()).isEqualTo(exitCode);
        }
    }

    private String get(URI page) throws Exception {
        return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body();
    }

    private String post(URI route) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(route)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(ORDER))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
