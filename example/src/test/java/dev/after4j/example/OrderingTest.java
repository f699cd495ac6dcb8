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

/** The service without an application: what it registers, and what that does once the response is finished. */
@ExtendWith(AfterExtension.class)
class OrderingTest {
    private static final Order TEA = new Order("tea", 2, "ada@example.org");

    @TempDir
    private Path directory;

    private Database database;
    private UserActivity userActivity;
    private Ordering ordering;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("shop").toString());
        userActivity = new UserActivity(database.jdbi());
        ordering = new Ordering(new Orders(database.jdbi()), userActivity, new Mailer(Duration.ZERO));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsTheActivityAfterTheResponse(AfterKit after) {
        TestRequest request =
                TestRequest.post("/api/route").header("User-Agent", "Lynx").cookie("session-id", "s42");
        after.handle(request, () -> ordering.place(TEA));
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
        after.handle(() -> ordering.place(TEA));
        after.finish();
        assertThat(userActivity.latest()).singleElement().satisfies(activity -> {
            assertThat(activity.session()).isEqualTo("anonymous");
            assertThat(activity.userAgent()).isEqualTo("unknown");
        });
    }

    @Test
    void aMailThatFailsLeavesTheActivityAlone(AfterKit after) {
        after.handle(() -> ordering.place(new Order("tea", 1, "ada@nowhere.invalid")));
        after.finish();
        assertThat(after.assertFailed("mail"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("nowhere.invalid");
        assertThat(userActivity.latest()).hasSize(1);
    }
}
