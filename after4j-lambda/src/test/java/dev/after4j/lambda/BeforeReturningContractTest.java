package dev.after4j.lambda;

import dev.after4j.test.host.HostContract;
import dev.after4j.test.host.HostUnderTest;
import java.io.IOException;
import java.util.Map;

class BeforeReturningContractTest extends HostContract {
    private static final String CHOSEN = "callers wait for tasks, as was chosen";

    @Override
    protected HostUnderTest start(ProcessBuilder java) throws IOException {
        java.environment().put("AFTER_LAMBDA", "finish-before-returning");
        return new LambdaUnderTest(java.environment());
    }

    @Override
    protected Map<String, String> notMet() {
        return Map.of(
                "r05_theResponseIsThereWhileATaskIsHeld",
                CHOSEN,
                "r05_noTaskBeginsBeforeTheResponseIsDelivered",
                CHOSEN);
    }
}
