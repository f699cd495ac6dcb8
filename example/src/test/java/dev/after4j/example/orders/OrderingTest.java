package dev.after4j.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.TaskEnd;
import dev.after4j.example.Database;
import dev.after4j.example.activity.UserActivity;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The service without an application: what it registers, and what that does once the response is finished. */
@ExtendWith(AfterExtension.class)
class OrderingTest {
    private static final Order TEA = new Order("tea", 2, "ada@example.org");

    private static final UUID KEY = UUID.randomUUID();

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
        after.handle(request, () -> ordering.place(KEY, TEA, Optional.empty()));
        assertThat(userActivity.latest()).isEmpty();
        after.finish();
        assertThat(after.ended(TaskEnd.Kind.SUCCEEDED)).hasSize(2).contains("mail");
        assertThat(userActivity.latest()).singleElement().satisfies(activity -> {
            assertThat(activity.who()).isEqualTo("s42");
            assertThat(activity.userAgent()).isEqualTo("Lynx");
        });
    }

    @Test
    void whoSendsNeitherHeaderNorCookieIsAnonymous(AfterKit after) {
        after.handle(() -> ordering.place(KEY, TEA, Optional.empty()));
        after.finish();
        assertThat(userActivity.latest()).singleElement().satisfies(activity -> {
            assertThat(activity.who()).isEqualTo("anonymous");
            assertThat(activity.userAgent()).isEqualTo("unknown");
        });
    }

    @Test
    void theSameFormOrdersOnce(AfterKit after) {
        after.handle(() -> ordering.place(KEY, TEA, Optional.empty()));
        after.handle(() -> ordering.place(KEY, TEA, Optional.empty()));
        after.finish();
        assertThat(after.ended(TaskEnd.Kind.SUCCEEDED)).containsExactly("log order", "mail");
        assertThat(userActivity.latest()).hasSize(1);
    }

    @Test
    void aCustomerIsNamed(AfterKit after) {
        after.handle(() -> ordering.place(KEY, TEA, Optional.of("ada")));
        after.finish();
        assertThat(userActivity.latest())
                .singleElement()
                .satisfies(activity -> assertThat(activity.who()).isEqualTo("ada"));
    }

    @Test
    void aMailThatFailsLeavesTheActivityAlone(AfterKit after) {
        after.handle(() -> ordering.place(KEY, new Order("tea", 1, "ada@nowhere.invalid"), Optional.empty()));
        after.finish();
        assertThat(after.assertFailed("mail"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("nowhere.invalid");
        assertThat(userActivity.latest()).hasSize(1);
    }
}
