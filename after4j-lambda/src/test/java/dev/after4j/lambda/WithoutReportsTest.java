package dev.after4j.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.lambda.LambdaService.Trait;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where nobody reports that a response was delivered, as in emulators, and where nobody talks to the extension any more. One process for both. */
@Timeout(60)
class WithoutReportsTest {
    @Test
    void r23_theCallerHasTheResponseWhileATaskIsHeldAndWhereTheExtensionEndsItWaits() throws Exception {
        try (LambdaService lambda = new LambdaService(Worker.class, Map.of(), Trait.NO_TELEMETRY)) {
            Call call = lambda.invoke("hold long");
            assertThat(call.answer.get().failed()).isFalse();
            lambda.events.await("held long");
            lambda.events.add("released long");
            lambda.release("long");
            call.over.get();
            assertThat(lambda.events.all())
                    .containsSubsequence("telemetry is not supported", "released long", "went on long", "over 1");
            assertThat(lambda.sandbox().log.all())
                    .anyMatch(line -> line.contains("the finish is the handler's return"));

            for (int i = 0; i < 100; i++) lambda.invoke("two " + i);
            lambda.invoke("nothing").over.get();
            assertThat(lambda.events.all())
                    .containsAll(IntStream.range(0, 100)
                            .mapToObj(i -> "task of task " + i)
                            .toList());
            assertThat(String.join("\n", lambda.events.all())).doesNotContainPattern("over \\d+\ntask");

            assertWaitsOnceTheExtensionHasEnded(lambda);
        }
    }

    private static void assertWaitsOnceTheExtensionHasEnded(LambdaService lambda) throws Exception {
        lambda.breakExtension();
        lambda.invoke("stay awake");
        lambda.sandbox().log.awaitContaining("ERROR AfterLambda");
        lambda.release("awake");
        for (int i = 1000; i < 1020; i++) {
            Call call = lambda.invoke("two " + i);
            call.over.get();
            assertThat(lambda.events.all()).containsSubsequence("task of task " + i, "response " + call.id);
        }
        Call call = lambda.invoke("hold again");
        lambda.events.await("held again");
        lambda.release("again");
        call.over.get();
        assertThat(lambda.events.all()).containsSubsequence("held again", "went on again", "response " + call.id);
        assertThat(lambda.sandbox().log.all())
                .filteredOn(line -> line.contains(
                        "after4j: tasks run before the response is returned, since Lambda no longer talks"))
                .hasSize(1);
    }
}
