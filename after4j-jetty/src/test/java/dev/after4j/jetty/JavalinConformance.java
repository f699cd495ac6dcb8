package dev.after4j.jetty;

import dev.after4j.AfterRuntime;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.ServerUnderTest;
import java.util.HashMap;
import java.util.Map;

/** The suite in Javalin's handlers. */
abstract class JavalinConformance extends AfterConformance {
    @Override
    protected ServerUnderTest start(AfterRuntime runtime, Application application) {
        return JavalinServer.start(runtime, application);
    }

    @Override
    protected Map<String, String> notMet() {
        Map<String, String> all = new HashMap<>(NotMet.over(protocol()));
        all.put("required_r07_handlerThrowsAfterTheFirstByte", "Javalin ends the response as if it were whole");
        return all;
    }
}
