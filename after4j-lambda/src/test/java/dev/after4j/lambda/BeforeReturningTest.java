package dev.after4j.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.lambda.LambdaService.Trait;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where Lambda refuses the extension: what a developer is told, and what the way out does. */
@Timeout(60)
class BeforeReturningTest {
    @Test
    void r23_theProcessDoesNotStartAndSaysWhyAndWhatToDo() throws Exception {
        try (LambdaService lambda = new LambdaService(Worker.class, Map.of(), Trait.NO_EXTENSIONS)) {
            assertThat(lambda.initError.get().path("errorType").asString())
                    .isEqualTo("dev.after4j.spi.WaitUntil$Missing");
            assertThat(lambda.initError.get().path("errorMessage").asString())
                    .contains("Extension registration closed already", "in the constructor of the handler")
                    .endsWith("AFTER_LAMBDA=finish-before-returning");
            assertThat(lambda.sandbox().awaitExit()).isEqualTo(1);
        }
    }

    @Test
    void r23_whereThatIsChosenTasksRunBeforeTheResponseIsReturned() throws Exception {
        Map<String, String> chosen = Map.of("AFTER_LAMBDA", "finish-before-returning");
        try (LambdaService lambda = new LambdaService(Worker.class, chosen, Trait.NO_EXTENSIONS)) {
            Call call = lambda.invoke("hold a while");
            lambda.events.await("held a");
            lambda.events.add("released");
            lambda.release("a");
            Call failing = lambda.invoke("throw");
            failing.over.get();
            assertThat(lambda.events.all())
                    .containsSubsequence("held a", "released", "went on a", "response " + call.id)
                    .containsSubsequence(
                            "a task saw FAILED (java.lang.IllegalStateException: a handler's own mistake)",
                            "error " + failing.id)
                    .doesNotContain("registration refused");
            assertThat(lambda.sandbox().log.all())
                    .filteredOn(line ->
                            line.contains("tasks run before the response is returned, as AFTER_LAMBDA asks for"))
                    .hasSize(1);
        }
    }

    @Test
    void r23_whereInvocationsOverlapTheyDoNotWaitForEachOthersTasks() {
        Map<String, String> managed = Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "lambda-managed-instances",
                "AFTER_LAMBDA", "finish-before-returning");
        assertThatThrownBy(() -> TaskTime.of(managed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("AFTER_LAMBDA=finish-before-returning", "Managed Instances", "do not set it");
    }
}
