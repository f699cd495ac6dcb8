package dev.after4j.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.lambda.LambdaService.Trait;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lambda Managed Instances: several invocations at once, in a process that is never frozen. */
@Timeout(60)
class AtOnceTest {
    @Test
    void r22_tasksRunInTheBackgroundAndAreDrainedAtTheEnd() throws Exception {
        try (LambdaService lambda = new LambdaService(Worker.class, Map.of(), Trait.CONCURRENT)) {
            Call first = lambda.invoke("hold first");
            Call second = lambda.invoke("hold second");
            first.answer.get();
            second.answer.get();
            lambda.events.await("held first");
            lambda.events.await("held second");
            lambda.invoke("two more").over.get();
            lambda.release("second");
            lambda.events.await("went on second");
            assertThat(lambda.events.all()).contains("registered").doesNotContain("went on first");

            lambda.sandbox().terminate();
            lambda.events.await("stopping");
            lambda.release("first");
            assertThat(lambda.sandbox().awaitExit()).isEqualTo(128 + 15);
            assertThat(lambda.events.all()).contains("went on first", "task of task more");
            assertThat(lambda.sandbox().log.all()).last().asString().contains("drained", "0 abandoned");
        }
    }
}
