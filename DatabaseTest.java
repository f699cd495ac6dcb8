package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DatabaseTest {
    private static final int ORDERS = 100;

    @TempDir
    Path directory = Path.of("set by JUnit");

    @Test
    void survivesTheInterruptOfATask() throws Exception {
        try (Database database = Database.open(directory)) {
            CompletableFuture<Void> written = new CompletableFuture<>();
            Thread task = new Thread(() -> write(database, written));
            task.start();
            while (task.isAlive()) task.interrupt();
            written.get();
            assertThat(count(database)).isEqualTo(ORDERS);
        }
    }

    private static void write(Database database, CompletableFuture<Void> written) {
        try {
            for (int i = 0; i < ORDERS; i++) {
                new Orders(database).place(new Order("tea", i, Optional.empty()));
                database.update("checkpoint sync");
            }
            written.complete(null);
        } catch (Exception failure) {
            written.completeExceptionally(failure);
        }
    }

    private static int count(Database database) throws Exception {
        return database.query("select count(*) from orders", row -> row.getInt(1)).get(0);
    }

    @Test
    void saysInOneLineThatADirectoryIsNone() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> Database.open(file))
                .isInstanceOf(StartException.class)
                .message()
                .startsWith("Cannot open the database in '" + file + "': ")
                .hasLineCount(1);
    }
}
