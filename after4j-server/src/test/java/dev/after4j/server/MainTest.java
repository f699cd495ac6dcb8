package dev.after4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.App;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server from its start to its exit code; where it matters, in a process of its own. */
@Timeout(120)
class MainTest {
    private static final String LAMBDA = "AWS_LAMBDA_RUNTIME_API";

    @Test
    void r22_r23_sigintStopsAServerThatStartedWhereItIsSaidThatTheProcessGoesOn() throws Exception {
        try (ForkedMain server = new ForkedMain(
                Map.of(LAMBDA, "127.0.0.1:9001", "AFTER_PLATFORM", "keeps-running"), "dev", "--port=0")) {
            get(server.port(), "/");
            server.await("task began");
            server.interrupt();
            assertThat(server.awaitExit()).isEqualTo(128 + 2);
            assertThat(server.lines())
                    .containsSubsequence("task ended", "closed")
                    .anyMatch(line -> line.contains("1 pending at the start, 0 abandoned"))
                    .noneMatch(line -> line.contains("KnownHost"))
                    .last()
                    .isEqualTo("closed");
        }
    }

    @Test
    void r22_aTaskThatCallsExitDoesNotHangIt() throws Exception {
        try (ForkedMain server = new ForkedMain(Map.of(), "--port=0", "--drain-timeout=100ms")) {
            get(server.port(), "/exit");
            server.await("1 abandoned");
            assertThat(server.awaitExit()).isEqualTo(3);
            assertThat(server.lines()).last().isEqualTo("closed");
        }
    }

    private static void get(int port, String path) throws Exception {
        try (RawClient client = new RawClient(port)) {
            client.get(path);
            client.readHead();
            assertThat(client.read(2)).isEqualTo("ok");
        }
    }

    @Test
    void r23_whereTasksWouldBeFrozenNothingListensAndOneLineSaysWhyAndTheWayOut() throws Exception {
        try (ForkedMain server = new ForkedMain(Map.of(LAMBDA, "127.0.0.1:9001"), "--port=0")) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors())
                    .singleElement()
                    .asString()
                    .contains("AWS Lambda", LAMBDA, "freezes", "after4j-lambda", "AFTER_PLATFORM=keeps-running");
            assertThat(server.lines()).containsExactly("closed");
        }
    }

    @Test
    void r23_whatElseIsSaidOfThePlatformIsAWrongSetting() {
        System.setProperty("after.platform", "stays");
        try {
            assertRefused(
                    2, "AFTER_PLATFORM (or -Dafter.platform) must be 'keeps-running', or not be set, but is 'stays'");
        } finally {
            System.clearProperty("after.platform");
        }
    }

    @Test
    void whatCannotStartSaysWhyInOneLine() throws Exception {
        assertRefused(2, "--port must be a number from 0 to 65535, but is 'x'", "--port=x");
        assertRefused(2, "Unknown command 'sing'; known are start, dev, build, export", "sing");
        try (RunningServer other = AfterServer.of(App.builder().build()).start("--port=0")) {
            assertRefused(
                    1,
                    "Cannot listen on 127.0.0.1:" + other.port()
                            + " (Address already in use); set another with --host and --port",
                    "--port=" + other.port());
        }
        assertRefused(
                1,
                "Cannot listen on no.such.host.invalid:0 (an unknown name); set another with --host and --port",
                "--host=no.such.host.invalid",
                "--port=0");
    }

    private static void assertRefused(int exitCode, String reason, String... args) {
        List<String> closed = new ArrayList<>();
        AfterServer server = AfterServer.of(App.builder().build()).onStopped(() -> closed.add("closed"));
        assertThat(Ran.of(server, args)).isEqualTo(new Ran(exitCode, List.of(), List.of(reason)));
        assertThat(closed).hasSize(1);
    }
}
