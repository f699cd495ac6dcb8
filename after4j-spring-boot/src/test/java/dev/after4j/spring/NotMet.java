package dev.after4j.spring;

import dev.after4j.test.conformance.Protocol;
import java.util.Map;

/** What the conformance suite asks for and the servers cannot give: the same as without Spring Boot. */
final class NotMet {
    private static final String SILENT = "required_r07_aSilentDepartureIsNoticedWhileTheHandlerIsAtWork";
    private static final String AT_WORK = "Tomcat tells nobody of a reset while the stream's handler is at work";

    private NotMet() {}

    static Map<String, String> on(BootServer.Host host, Protocol protocol) {
        if (protocol == Protocol.HTTP_1_1)
            return Map.of(
                    SILENT, "Tomcat and Jetty read nothing from an HTTP/1.1 connection while its handler is at work");
        if (host == BootServer.Host.JETTY) return Map.of();
        return Map.of(
                SILENT,
                AT_WORK,
                "required_r07_aCancelledStreamIsNoticedWhileTheHandlerIsAtWork",
                AT_WORK,
                "required_r07_handlerThrowsAfterTheFirstByte",
                "Tomcat ends the stream as if the response were whole");
    }
}
