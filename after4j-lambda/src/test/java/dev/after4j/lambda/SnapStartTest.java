package dev.after4j.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.lambda.LambdaService.Trait;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SnapStartTest {
    @Test
    void r23_nothingForTasksIsInASnapshotAndTheyRunInWhatIsRestored() throws Exception {
        try (LambdaService lambda = new LambdaService(Restored.class, Map.of(), Trait.SNAP_START)) {
            lambda.invoke("two first");
            lambda.invoke("two second").over.get();
            assertThat(lambda.events.all())
                    .containsSubsequence(
                            "registered",
                            "initialised",
                            "invoke 1",
                            "restored",
                            "response 1",
                            "task first",
                            "task of task first",
                            "over 1",
                            "task of task second",
                            "over 2")
                    .filteredOn(event -> event.startsWith("thread "))
                    .contains("thread main")
                    .isSubsetOf(
                            "thread main",
                            "thread after4j-extension",
                            "thread HTTP-Dispatcher", // of the server for reports
                            "thread idle-timeout-task"); // its other
        }
    }
}
