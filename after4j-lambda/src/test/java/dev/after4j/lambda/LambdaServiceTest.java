package dev.after4j.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stub itself, with a handler that knows nothing of this library: what becomes of work behind the response. */
@Timeout(60)
class LambdaServiceTest {
    public static final class Unaided implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String event, Context context) {
            if (event.equals("stay")) Remote.hold(context.getAwsRequestId());
            if (event.equals("work"))
                new Thread(() -> {
                            Remote.hold("work");
                            Remote.tell("worked");
                        })
                        .start();
            return event + " accepted";
        }
    }

    @Test
    void freezesTheProcessBetweenInvocationsAndKillsItWhenOneTakesTooLong() throws Exception {
        try (LambdaService lambda = new LambdaService(Unaided.class, Map.of())) {
            Call first = lambda.invoke("work");
            assertThat(first.answer.get()).isEqualTo(new Call.Answer(false, "\"work accepted\""));
            first.over.get();
            lambda.release("work");
            lambda.invoke("stay");
            lambda.events.await("worked");
            lambda.release("2");
            assertThat(lambda.events.all()).containsSubsequence("over 1", "invoke 2", "worked");

            Call hanging = lambda.invoke("\"stay\"", Duration.ofMillis(300));
            assertThatThrownBy(hanging.over::get).hasMessageContaining("the process has ended");
            assertThat(lambda.events.all()).endsWith("held 3", "timed out 3", "exit");
            assertThat(lambda.sandbox().awaitExit()).isEqualTo(128 + 9);
        }
    }
}
