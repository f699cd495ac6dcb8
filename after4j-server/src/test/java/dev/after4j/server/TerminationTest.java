package dev.after4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** R22 in a process that has many reasons not to end: it is told to once, and each test looks at one thing that happened. */
@Timeout(120) // of hanging: a stop may take the six seconds that are set
class TerminationTest {
    private static String keptAlive;
    private static String answered;
    private static String streamed;
    private static List<String> lines;
    private static List<String> errors;
    private static int exitCode;

    /** As in a container: the environment says where to listen, and the platform shows in it. */
    @BeforeAll
    static void stop() throws Exception {
        try (ForkedMain server = new ForkedMain(
                Map.of("AFTER_HOST", "127.0.0.1", "K_SERVICE", "shop"),
                "--port=0",
                "--stop-timeout=3s",
                "--drain-timeout=3s")) {
            int port = server.port();
            try (RawClient idle = new RawClient(port);
                    RawClient inFlight = new RawClient(port);
                    RawClient events = new RawClient(port)) {
                idle.get("/left");
                assertThat(idle.readHead()).startsWith("HTTP/1.1 200 OK").doesNotContain("Connection");
                assertThat(idle.read(2)).isEqualTo("ok");
                events.get("/events");
                events.readHead();
                inFlight.get("/held");
                server.await("in flight");
                server.terminate();
                server.await("stopping");
                server.terminate();
                server.write('x');
                answered = inFlight.readAll();
                keptAlive = idle.readAll();
                server.await("draining");
                server.terminate();
                streamed = events.readAll();
            }
            exitCode = server.awaitExit();
            lines = server.lines();
            errors = server.errors();
        }
    }

    private static String report() {
        return lines.stream()
                .filter(line -> line.contains("after4j drained: "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theStartSaysHowLongAStopMayTake() {
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "Started in ",
                                "JDK",
                                "threads",
                                "a stop waits PT3S for requests, then PT3S for tasks"));
    }

    @Test
    void r22_furtherSignalsChangeNothingNeitherInFlightNorInTheDrain() {
        assertThat(exitCode).isEqualTo(128 + 15);
        assertThat(lines).last().isEqualTo("closed");
        assertThat(lines).filteredOn("closed"::equals).hasSize(1);
        assertThat(lines).filteredOn("draining"::equals).hasSize(1);
        assertThat(errors).isEmpty();
    }

    @Test
    void r22_whatIsInFlightIsAnswered() {
        assertThat(answered)
                .startsWith("HTTP/1.1 200 OK")
                .contains("Connection: close")
                .endsWith("in time");
        assertThat(lines).containsSubsequence("in flight COMPLETED", "draining");
    }

    /** Who uses it just before is told: {@link DrainTest}. */
    @Test
    void r22_aConnectionThatIsKeptAliveIsClosed() {
        assertThat(keptAlive).isEmpty();
    }

    @Test
    void r22_aStreamWhoseClientNeverLeavesIsBrokenOffAndItsTaskRuns() {
        assertThat(streamed).contains("data: tick").doesNotEndWith("0\r\n\r\n");
        assertThat(lines).contains("events ABORTED").anyMatch(line -> line.contains("were broken off"));
    }

    @Test
    void r22_whatIsPendingRuns() {
        assertThat(lines).filteredOn("slow ended"::equals).hasSize(3);
    }

    @Test
    void r22_aTaskThatRegistersItselfForEverIsAbandonedByName() {
        assertThat(report()).contains("'chain' of GET /left").doesNotContain("slow", "self", "events");
        assertThat(lines).contains("WARN AfterRuntime Task 'chain' of GET /left was abandoned at shutdown");
    }

    @Test
    void r22_aTaskThatCallsItsOwnServerIsRefusedAtOnce() {
        assertThat(lines).contains("self java.net.ConnectException");
    }

    @Test
    void r22_aTaskThatCallsExitInTheDrainIsAbandonedAndTheExitCodeStays() {
        assertThat(report()).contains("'exit' of GET /left");
        assertThat(exitCode).isEqualTo(128 + 15);
    }

    @Test
    void r23_onCloudRunOneWarningSaysWhatHasToBeSet() {
        assertThat(lines)
                .filteredOn(line -> line.startsWith("WARN KnownHost"))
                .singleElement()
                .asString()
                .contains("K_SERVICE", "instance-based billing", "AFTER_PLATFORM=keeps-running");
    }
}
