package dev.after4j.lambda;

import dev.after4j.test.host.HostContract;
import dev.after4j.test.host.HostUnderTest;
import java.io.IOException;

class AfterResponseContractTest extends HostContract {
    @Override
    protected HostUnderTest start(ProcessBuilder java) throws IOException {
        return new LambdaUnderTest(java.environment());
    }
}
