package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.TaskEnd;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The route without a server: what it registers, and what that does once the response is finished. */
@ExtendWith(AfterExtension.class)
class OrderRouteTest {
    private static final Order TEA = new Order("tea", 2, "ada@example.org");

    @TempDir
    private Path directory;

    private Database database;
    private UserActivity userActivity;
    private OrderRoute route;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("shop"));
        userActivity = new UserActivity(database.jdbi());
        route = new OrderRoute(new Orders(database.jdbi()), userActivity, new Mailer(Duration.ZERO));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void answersFirstAndKeepsTheActivityAfterwards(AfterKit after) {
        TestRequest request =
                TestRequest.post("/api/route").header("User-Agent", "Lynx").cookie("session-id", "s42");
        assertThat(after.handle(request, () -> route.post(TEA)).body()).isEqualTo("{\"status\":\"success\"}");
        assertThat(userActivity.latest()).isEmpty();
        after.finish();
        assertThat(after.ended(TaskEnd.Kind.SUCCEEDED)).hasSize(2).contains("mail");
        assertThat(userActivity.latest()).singleElement().satisfies(activity -> {
            assertThat(activity.session()).isEqualTo("s42");
            assertThat(activity.userAgent()).isEqualTo("Lynx");
        });
    }

    @Test
    void whoSendsNeitherHeaderNorCookieIsAnonymous(AfterKit after) {
        after.handle(() -> route.post(TEA));
        after.finish();
        assertThat(userActivity.latest()).singleElement().satisfies(activity -> {
            assertThat(activity.session()).isEqualTo("anonymous");
            assertThat(activity.userAgent()).isEqualTo("unknown");
        });
    }

    @Test
    void aMailThatFailsLeavesTheActivityAlone(AfterKit after) {
        after.handle(() -> route.post(new Order("tea", 1, "ada@nowhere.invalid")));
        after.finish();
        assertThat(after.assertFailed("mail"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("nowhere.invalid");
        assertThat(userActivity.latest()).hasSize(1);
    }
}
