package dev.after4j.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application with the real runtime client. */
@Timeout(60)
class HttpTest {
    private static final Duration TIME = Duration.ofSeconds(30);

    @Test
    void r23_anApplicationAnswersFirstAndItsTasksRunBeforeTheProcessIsFrozen() throws Exception {
        try (LambdaService lambda = new LambdaService(Shop.class, Map.of())) {
            Call call = lambda.invoke(new HttpRequestEvent("GET", "/waits").json(), TIME);
            assertThat(response(call).path("body").asString()).isEqualTo("no need to wait");
            lambda.events.await("held task");
            lambda.release("task");
            call.over.get();
            assertThat(lambda.events.all()).containsSubsequence("response 1", "held task", "task went on", "over 1");

            byte[] photo = {(byte) 0x89, 0, 1, (byte) 0xff};
            Call binary = lambda.invoke(
                    new HttpRequestEvent("POST", "/echo")
                            .body("image/png", photo)
                            .json(),
                    TIME);
            assertThat(response(binary).path("body").asString()).isEqualTo("iQAB/w==");
            Call failing = lambda.invoke(new HttpRequestEvent("GET", "/fails").json(), TIME);
            assertThat(response(failing).path("statusCode").asInt()).isEqualTo(500);
            Call greeting = lambda.invoke(
                    new HttpRequestEvent("GET", "/hello/you")
                            .cookies("session=7")
                            .json(),
                    TIME);
            Call other = lambda.invoke("{}", TIME);
            assertThat(other.answer.get().failed()).isTrue();
            assertThat(other.answer.get().json()).contains("The event is no HTTP request");
            other.over.get();
            assertThat(lambda.events.all())
                    .containsSubsequence(
                            "response " + failing.id,
                            "fails COMPLETED 500 (java.lang.IllegalStateException: out of stock)",
                            "response " + greeting.id,
                            "/hello/{name} test 7",
                            "error " + other.id,
                            "over " + other.id);
        }
    }

    private static JsonNode response(Call call) throws Exception {
        assertThat(call.answer.get().failed()).isFalse();
        return new JsonMapper().readTree(call.answer.get().json());
    }
}
