package dev.after4j.servlet;

import java.util.Map;

/** What the conformance suite asks for and the portable signal on Undertow cannot give. */
final class PortableSignal {
    private static final String DEPARTURE = "a servlet container does not say whether the client left";

    private PortableSignal() {}

    static Map<String, String> notMet() {
        return Map.of(
                "required_r07_aSilentDepartureIsNoticedWhileTheHandlerIsAtWork", DEPARTURE,
                "required_r07_clientClosesBeforeTheFirstByte", DEPARTURE,
                "required_r07_clientClosesWhileTheServerWrites", DEPARTURE,
                "required_r07_clientResetsBeforeTheFirstByte", DEPARTURE,
                "required_r07_clientResetsWhileTheServerWrites", DEPARTURE,
                "required_r07_handlerThrowsAfterTheFirstByte", "Undertow ends the response as if it were whole");
    }
}
