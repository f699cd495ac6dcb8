package dev.after4j.lambda;

import dev.after4j.lambda.LambdaService.Trait;
import dev.after4j.test.host.HostUnderTest;
import dev.after4j.test.host.Invocation;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The service as the contract sees it, which does the freezing and the killing. */
final class LambdaUnderTest implements HostUnderTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final LambdaService lambda;

    LambdaUnderTest(Map<String, String> environment) throws IOException {
        lambda = new LambdaService(Contractor.class, environment, Trait.NEVER_FROZEN);
    }

    @Override
    public long pid() {
        return lambda.sandbox().pid();
    }

    @Override
    public void invoke(Invocation invocation) {
        Call call = lambda.invoke(JSON.writeValueAsString(invocation.what()), invocation.limit());
        call.answer.thenAccept(answer -> deliver(answer, invocation)); // on the thread that then says that it has it
        call.over.whenComplete((over, failure) -> {
            if (failure == null) invocation.over();
            else invocation.failed(failure.getMessage());
        });
    }

    private static void deliver(Call.Answer answer, Invocation invocation) {
        try {
            invocation.answered(answer.failed() ? answer.json() : JSON.readValue(answer.json(), String.class));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        lambda.close();
    }
}
