package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.TaskEnd;
import dev.after4j.app.test.AppClient;
import dev.after4j.app.test.AppResponse;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The application without a server. */
@ExtendWith(AfterExtension.class)
class ShopTest {
    private static final String ORDER =
            "{\"item\": \"<b>tea</b>\", \"quantity\": 2, \"email\": \"ada@nowhere.invalid\"}";

    @TempDir
    private Path directory;

    private Database database;
    private AppClient client;

    @BeforeEach
    void open(AfterKit after) {
        database = Database.open(directory.resolve("shop").toString());
        TaskLog taskLog = new TaskLog(database.jdbi());
        client = AppClient.of(Shop.app(database.jdbi(), Templates.precompiled(), taskLog, after.runtime()), after);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatATaskWroteIsShownEscapedWithTheIdOfItsRequest(AfterKit after) {
        AppResponse answer = client.send(TestRequest.post("/api/route")
                .json(ORDER)
                .header("user-agent", "<i>agent</i>")
                .cookie("session-id", "s42"));
        assertThat(answer.text()).isEqualTo("{\"status\":\"success\"}");
        assertThat(client.send(TestRequest.get("/activity")).text()).contains("<td>mail</td>", "pending</span>");
        after.finish();
        assertThat(after.assertFailed("mail")).isInstanceOf(UnknownHostException.class);
        assertThat(client.send(TestRequest.get("/activity")).text())
                .contains("ordered &lt;b&gt;tea&lt;/b&gt;", "s42", "&lt;i&gt;agent&lt;/i&gt;")
                .contains(answer.header("x-request-id").orElseThrow())
                .doesNotContain("<b>", "<i>");
        after.finish();
    }

    @Test
    void aFormOrdersAndRedirects(AfterKit after) {
        AppResponse page = client.send(TestRequest.get("/"));
        assertThat(page.text()).contains("action=\"?action=order\"");
        assertThat(page.cookie("session-id")).isPresent();
        AppResponse answer = client.submit(TestRequest.post("/?action=order")
                .field("item", "tea")
                .field("quantity", "2")
                .field("email", "ada@example.org"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/activity");
        after.finish();
        assertThat(after.ended(TaskEnd.Kind.SUCCEEDED)).contains("mail");
    }

    @Test
    void aFormThatDoesNotFitComesBackWithWhatWasSent(AfterKit after) {
        AppResponse answer = client.submit(TestRequest.post("/?action=order")
                .field("item", "<b>tea</b>")
                .field("quantity", "two")
                .field("email", "ada"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("Quantity must be a whole number", "value=\"two\"", "value=\"&lt;b>tea&lt;/b>\"");
        assertThat(after.registered()).isEmpty();
        after.finish();
    }

    @Test
    void anOrderThatIsNoneIsExplained(AfterKit after) {
        AppResponse answer = client.send(TestRequest.post("/api/route").json("{\"item\": \"tea\", \"quantity\": 0}"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("quantity must be a number from 1 to 100");
        assertThat(answer.header("x-request-id")).isPresent();
        after.finish();
    }

    @Test
    void aStrangersFormIsRefused(AfterKit after) {
        AppResponse answer = client.send(
                TestRequest.post("/?action=order").field("item", "tea").header("origin", "https://evil.example"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(after.registered()).isEqualTo(List.of());
        after.finish();
    }
}
