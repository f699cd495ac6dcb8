package dev.after4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R23 in a process whose environment is that of a host which freezes it after the response. */
class FrozenHostTest {
    @Test
    void r23_whereTasksWouldBeFrozenNothingListensAndBootSaysWhyAndTheWayOut() throws Exception {
        try (ForkedApplication application = new ForkedApplication(
                TerminationTest.OPTIONAL,
                Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"),
                new DoneTasks("jdbc:h2:mem:unused"),
                List.of())) {
            assertThat(application.awaitExit()).isEqualTo(1);
            assertThat(String.join("\n", application.lines()))
                    .containsSubsequence(
                            "APPLICATION FAILED TO START",
                            "Description:",
                            "AWS Lambda, which freezes the process",
                            "AFTER_PLATFORM=keeps-running",
                            "Action:",
                            "AfterRuntimeCustomizer")
                    .doesNotContain("\tat ", "started on port");
        }
    }
}
