package dev.after4j.tomcat;

import dev.after4j.AfterRuntime;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Protocol;
import dev.after4j.test.conformance.ServerUnderTest;
import java.util.Map;

class Http2ConformanceTest extends AfterConformance {
    private static final String AT_WORK = "Tomcat tells nobody of a reset while the stream's handler is at work";

    @Override
    protected Protocol protocol() {
        return Protocol.HTTP_2;
    }

    @Override
    protected ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception {
        return TomcatServer.start(runtime, application);
    }

    @Override
    protected Map<String, String> notMet() {
        return Map.of(
                "required_r07_aSilentDepartureIsNoticedWhileTheHandlerIsAtWork", AT_WORK,
                "required_r07_aCancelledStreamIsNoticedWhileTheHandlerIsAtWork", AT_WORK,
                "required_r07_handlerThrowsAfterTheFirstByte", "Tomcat ends the stream as if the response were whole");
    }
}
