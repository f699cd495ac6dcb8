package dev.after4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** R22 in a process of its own, which is told to stop by a signal, and by Boot's development tools. */
@Timeout(300) // of hanging: nothing here waits for a time limit that is met
class TerminationTest {
    /** What an application need not have. */
    static final String OPTIONAL =
            "micrometer-(core|jakarta|tracing)|context-propagation|brave|spring-boot-(actuator|health|micrometer|"
                    + "starter-actuator|starter-micrometer|devtools)|spring-security|(spring-boot-)?jetty|spring-messaging";

    @TempDir
    Path directory;

    @Test
    void r22_nothingIsLostAndTheProcessEndsWhenTheWorkDoes() throws Exception {
        try (ForkedApplication application = new ForkedApplication(
                OPTIONAL,
                done(),
                List.of(
                        "--spring.lifecycle.timeout-per-shutdown-phase=10m",
                        "--after4j.max-running=1000",
                        "--after4j.drain-timeout=10m",
                        "--after4j.max-duration=10m"))) {
            Http http = new Http(Integer.parseInt(application.await("> port ")));
            assertThat(http.get("/tasks?count=1000")).isEqualTo("registered");
            CompletableFuture<HttpResponse<String>> inFlight = http.start("/in-flight");
            application.await("> in flight");
            application.interrupt();
            assertThat(inFlight.get().body()).isEqualTo("answered");
            assertThat(application.awaitExit()).isEqualTo(128 + 2);
            assertThat(done().count()).isEqualTo(1001);
            assertThat(application.lines()).anyMatch(line -> line.contains(" 0 abandoned"));
            assertThat(place(application, "after4j drained"))
                    .isGreaterThan(place(application, "Graceful shutdown complete"))
                    .isLessThan(place(application, "Shutdown initiated"));
        }
    }

    @Test
    void r22_aRestartByTheDevelopmentToolsDrainsAndATaskThatCallsExitDoesNotHangIt() throws Exception {
        try (ForkedApplication application = new ForkedApplication(
                "(spring-boot-)?jetty",
                done(),
                List.of("--after4j.drain-timeout=3s", "--spring.devtools.livereload.enabled=false"))) {
            Http first = new Http(Integer.parseInt(application.await("> port ")));
            assertThat(first.get("/tasks?count=10")).isEqualTo("registered");
            first.get("/restart");
            assertThat(application.await("INFO  AfterRuntime: after4j drained: "))
                    .contains(" 0 abandoned");
            Http second = new Http(Integer.parseInt(application.await("> port ")));
            assertThat(second.get("/endless")).isEqualTo("never");
            assertThat(second.get("/exit")).isEqualTo("exiting");
            assertThat(application.await("INFO  AfterRuntime: after4j drained: "))
                    .contains(" 2 abandoned", "'endless' of GET /endless", "'exit' of GET /exit");
            assertThat(application.awaitExit()).isEqualTo(3);
            assertThat(done().count()).isEqualTo(10);
        }
    }

    private DoneTasks done() {
        return new DoneTasks("jdbc:h2:file:" + directory.resolve("db"));
    }

    private static int place(ForkedApplication application, String text) {
        List<String> lines = application.lines();
        for (int i = 0; i < lines.size(); i++) if (lines.get(i).contains(text)) return i;
        throw new AssertionError("'" + text + "' is not in " + lines);
    }
}
