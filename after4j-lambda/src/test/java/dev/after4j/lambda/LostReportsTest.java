package dev.after4j.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where Lambda has accepted the subscription, and no report comes: tasks do not wait for ever, and in the end not at all. */
@Timeout(60)
class LostReportsTest {
    @Test
    void r23_afterSomeReportsThatDoNotComeNoneIsWaitedFor() throws Exception {
        try (LambdaService lambda = new LambdaService(Worker.class, Map.of())) {
            lambda.mute(true);
            for (int i = 0; i < 3; i++)
                lambda.invoke("\"two early\"", Duration.ofSeconds(1)).over.get();
            lambda.sandbox().log.awaitContaining("from now on the finish is the handler's return");
            Call last = lambda.invoke("two late");
            last.over.get();
            assertThat(lambda.events.all())
                    .containsSubsequence("response " + last.id, "task of task late", "over " + last.id);
            assertThat(lambda.sandbox().log.all())
                    .noneMatch(line -> line.contains("no report that Lambda has the response to " + last.id))
                    .anyMatch(line -> line.contains(
                            "no report that Lambda has the response to " + (Integer.parseInt(last.id) - 1)));
        }
    }
}
