package dev.after4j.server;

import dev.after4j.test.conformance.Protocol;
import java.util.Map;

class Http1ConformanceTest extends ServerConformance {
    @Override
    protected Protocol protocol() {
        return Protocol.HTTP_1_1;
    }

    @Override
    protected Map<String, String> notMet() {
        return Map.of(
                "required_r07_aSilentDepartureIsNoticedWhileTheHandlerIsAtWork",
                "Jetty reads nothing from an HTTP/1.1 connection while its handler is at work");
    }
}
