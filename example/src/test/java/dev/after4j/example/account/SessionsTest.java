package dev.after4j.example.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.example.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
    @TempDir
    private Path directory;

    private Database database;
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private Sessions sessions;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("shop").toString());
        sessions = new Sessions(database.jdbi(), () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSessionIsOverWhenItsTimeIs() {
        String token = sessions.open("ada");
        now = now.plus(Sessions.LIFE).minus(Duration.ofSeconds(1));
        assertThat(sessions.find(token)).contains(new Visitor("ada", "ada@example.org"));
        sessions.forgetExpired();
        assertThat(kept()).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(sessions.find(token)).isEmpty();
        sessions.forgetExpired();
        assertThat(kept()).isZero();
    }

    @Test
    void theTableDoesNotHaveTheToken() {
        String token = sessions.open("ada");
        String kept = database.jdbi()
                .withHandle(handle -> handle.createQuery("select token_hash from session")
                        .mapTo(String.class)
                        .one());
        assertThat(kept).doesNotContain(token);
        assertThat(sessions.find(kept)).isEmpty();
    }

    private int kept() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from session")
                        .mapTo(int.class)
                        .one());
    }
}
