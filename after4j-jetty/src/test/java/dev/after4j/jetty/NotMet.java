package dev.after4j.jetty;

import dev.after4j.test.conformance.Protocol;
import java.util.Map;

/** What the conformance suite asks for and Jetty cannot give, to handlers and servlets alike. */
final class NotMet {
    private NotMet() {}

    static Map<String, String> over(Protocol protocol) {
        return protocol == Protocol.HTTP_2
                ? Map.of()
                : Map.of(
                        "required_r07_aSilentDepartureIsNoticedWhileTheHandlerIsAtWork",
                        "Jetty reads nothing from an HTTP/1.1 connection while its handler is at work");
    }
}
