package dev.after4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** R22 in a process that has many reasons not to end: it is told to once, and each test looks at one thing that happened. */
@Timeout(300) // of hanging: a stop may take the six seconds that are set, and Tomcat's two
class SignalsTest {
    private static int done;
    private static String keptAlive;
    private static String answered;
    private static String streamed;
    private static List<String> lines;
    private static int exitCode;

    @BeforeAll
    static void stop(@TempDir Path directory) throws Exception {
        DoneTasks tasks = new DoneTasks("jdbc:h2:file:" + directory.resolve("db"));
        try (ForkedApplication application = new ForkedApplication(
                TerminationTest.OPTIONAL,
                Map.of("K_SERVICE", "shop"),
                tasks,
                List.of("--spring.lifecycle.timeout-per-shutdown-phase=3s", "--after4j.drain-timeout=3s"))) {
            int port = Integer.parseInt(application.await("> port "));
            assertThat(new Http(port).get("/tasks?count=10")).isEqualTo("registered");
            try (Socket idle = get(port, "/left");
                    Socket inFlight = get(port, "/in-flight");
                    Socket events = get(port, "/events")) {
                read(idle, "left");
                read(events, "tick");
                application.await("> in flight");
                application.terminate();
                application.await("> closing");
                application.terminate();
                answered = readAll(inFlight);
                keptAlive = readAll(idle);
                application.await("> draining");
                application.terminate();
                streamed = readAll(events);
            }
            exitCode = application.awaitExit();
            lines = application.lines();
        }
        done = tasks.count();
    }

    private static Socket get(int port, String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Until {@code end} has come. */
    private static void read(Socket socket, String end) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder all = new StringBuilder();
        while (!all.toString().endsWith(end)) {
            int one = in.read();
            assertThat(one).as(all::toString).isNotNegative();
            all.append((char) one);
        }
    }

    /** Until the server closes the connection; a reset is a close. */
    private static String readAll(Socket socket) throws IOException {
        StringBuilder all = new StringBuilder();
        try {
            for (int one; (one = socket.getInputStream().read()) >= 0; ) all.append((char) one);
        } catch (SocketException reset) {
            return all.toString();
        }
        return all.toString();
    }

    private static String report() {
        return lines.stream()
                .filter(line -> line.contains("after4j drained: "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void r22_furtherSignalsChangeNothingNeitherInFlightNorInTheDrain() {
        assertThat(exitCode).isEqualTo(128 + 15);
        assertThat(lines).filteredOn("> closing"::equals).hasSize(1);
        assertThat(lines).filteredOn("> draining"::equals).hasSize(1);
    }

    @Test
    void r22_whatIsInFlightIsAnswered() {
        assertThat(answered).startsWith("HTTP/1.1 200").endsWith("answered");
        assertThat(lines).containsSubsequence("> in flight COMPLETED", "> draining");
    }

    @Test
    void r22_aConnectionThatIsKeptAliveIsClosed() {
        assertThat(keptAlive).isEmpty();
    }

    @Test
    void r22_aStreamWhoseClientNeverLeavesIsBrokenOffAndItsTaskRuns() {
        assertThat(streamed).contains("data:tick").doesNotEndWith("0\r\n\r\n");
        assertThat(lines)
                .contains("> events ABORTED")
                .anyMatch(line -> line.contains("Graceful shutdown aborted with one or more requests still active"));
    }

    @Test
    void r22_whatIsPendingRuns() {
        assertThat(done).isEqualTo(11); // with the task of what was in flight
    }

    @Test
    void r22_aTaskThatRegistersItselfForEverIsAbandonedByName() {
        assertThat(report()).contains("'chain' of GET /left").doesNotContain("slow", "self", "events");
        assertThat(lines).contains("WARN  AfterRuntime: Task 'chain' of GET /left was abandoned at shutdown");
    }

    @Test
    void r22_aTaskThatCallsItsOwnServerIsRefusedAtOnce() {
        assertThat(lines).contains("> self java.net.ConnectException");
    }

    @Test
    void r22_aTaskThatCallsExitInTheDrainIsAbandonedAndTheExitCodeStays() {
        assertThat(report()).contains("'exit' of GET /left");
        assertThat(exitCode).isEqualTo(128 + 15);
    }

    @Test
    void r23_onCloudRunOneWarningSaysWhatHasToBeSet() {
        assertThat(lines)
                .filteredOn(line -> line.startsWith("WARN  KnownHost"))
                .singleElement()
                .asString()
                .contains("K_SERVICE", "instance-based billing", "AFTER_PLATFORM=keeps-running");
    }
}
