package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {
    private static final String ORDER =
            "{\"item\": \"<b>tea</b>\", \"quantity\": 2, \"email\": \"ada@nowhere.invalid\"}";

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open(new Settings(0, directory.resolve("shop")));
    }

    @AfterEach
    void stop() throws Exception {
        shop.stop();
    }

    @Test
    void whatATaskWroteIsShownEscapedWithHowItEnded() throws Exception {
        HttpRequest order = post("application/json", ORDER)
                .header("user-agent", "<i>agent</i>")
                .header("cookie", "session-id=s42")
                .build();
        assertThat(send(order).body()).isEqualTo("{\"status\":\"success\"}");
        shop.stop(); // its drain waits for the tasks
        open();
        assertThat(send(request("/activity").build()).body())
                .contains("ordered &lt;b&gt;tea&lt;/b&gt;", "s42", "&lt;i&gt;agent&lt;/i&gt;")
                .contains("SUCCEEDED", "FAILED", "UnknownHostException: nowhere.invalid")
                .doesNotContain("<b>", "<i>");
    }

    @Test
    void badJsonIsA400() throws Exception {
        HttpResponse<String> answer = send(post("application/json", "{oops}").build());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).startsWith("{\"error\":\"Line 1, column 2: ");
    }

    @Test
    void anotherContentTypeIsA415() throws Exception {
        HttpResponse<String> answer = send(post("text/plain", ORDER).build());
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("Send the content type application/json, not text/plain");
    }

    @Test
    void anotherMethodIsA405ThatSaysWhichAreAllowed() throws Exception {
        HttpResponse<String> answer = send(request("/activity").DELETE().build());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
    }

    @Test
    void anUnknownPathIsA404() throws Exception {
        HttpResponse<String> answer = send(request("/nowhere").build());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is nothing at /nowhere; try /activity or /api/route");
    }

    @Test
    void aBodyBeyondTheLimitIsA413() throws Exception {
        assertThat(send(post("application/json", " ".repeat(65_537)).build()).statusCode())
                .isEqualTo(413);
    }

    private HttpRequest.Builder post(String contentType, String body) {
        return request("/api/route").header("content-type", contentType).POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(shop.address() + path));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }
}
