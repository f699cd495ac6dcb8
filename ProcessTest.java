package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The site as a process of its own, as people start and stop it. */
@Timeout(120)
class ProcessTest {
    private static final String ORDER = "{\"item\":\"tea\",\"quantity\":2,\"mail\":\"%s@example.org\"}";
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path data = Path.of("set by JUnit");

    private Process shop = null;
    private BufferedReader output = null;
    private String url = "";

    @BeforeEach
    void start() throws IOException {
        shop = start("0", data);
        output = shop.inputReader();
        String greeting = output.lines().filter(line -> line.startsWith("The shop is open at ")).findFirst().orElseThrow();
        url = greeting.split(" ")[5];
    }

    @AfterEach
    void kill() {
        shop.destroyForcibly();
    }

    @Test
    void endsItsTasksBeforeItEnds() throws Exception {
        assumeTrue(shop.supportsNormalTermination(), "this system cannot ask a process to end");
        Visitor visitor = new Visitor(url);
        visitor.order(ORDER.formatted("ada"));
        visitor.order(ORDER.formatted("bounces"));
        shop.destroy();

        String rest = output.lines().collect(Collectors.joining("\n"));
        assertThat(shop.waitFor()).isEqualTo(TERMINATED);
        assertThat(rest)
                .contains("Confirmed 2 x tea to ada@example.org", "Task 'mail' of POST /api/route failed")
                .containsPattern("after4j drained: [1-9]\\d* pending at the start, 0 abandoned")
                .doesNotContain("database");
        assertThat(tasksRecorded()).containsExactlyInAnyOrder("SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "FAILED");
    }

    private List<String> tasksRecorded() throws Exception {
        try (Database database = Database.open(data)) {
            return new TaskLog(database).latest(10).stream().map(TaskLog.Entry::outcome).toList();
        }
    }

    @Test
    void saysInOneLineThatItIsStartedAlready(@TempDir Path otherData) throws Exception {
        String port = String.valueOf(URI.create(url).getPort());

        assertFailsSaying("Cannot listen on 127.0.0.1:" + port + " (Address already in use)", start(port, otherData));
        assertFailsSaying("The database in '" + data + "' is in use by another process", start("0", data));
    }

    @Test
    void saysInOneLineThatAPortIsNone() throws Exception {
        assertFailsSaying("PORT must be a number from 0 to 65535, but is 'http'", start("http", data));
    }

    private static void assertFailsSaying(String message, Process process) throws Exception {
        String said = process.inputReader().lines().collect(Collectors.joining("\n"));
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said).startsWith(message).hasLineCount(1);
    }

    private static Process start(String port, Path data) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder command = new ProcessBuilder(
                java.toString(), "-cp", System.getProperty("java.class.path"), Main.class.getName());
        command.environment().put("PORT", port);
        command.environment().put("DATA", data.toString());
        return command.redirectErrorStream(true).start();
    }
}
