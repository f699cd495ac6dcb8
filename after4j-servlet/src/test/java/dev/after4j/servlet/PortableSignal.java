package dev.after4j.servlet;

import dev.after4j.test.conformance.Protocol;
import java.util.HashMap;
import java.util.Map;

/** What the conformance suite asks for and the portable signal on Undertow cannot give; each reason was measured. */
final class PortableSignal {
    private static final String BROKEN_OFF =
            "the handler's write fails as any of its errors does: the outcome is FAILED, with that error";
    private static final String UNSEEN =
            "Undertow says nothing to a servlet that is not writing: its tasks wait for it";
    private static final String HELD =
            "Undertow sends what its buffer holds after it has told the request's listeners that the request is over";

    private PortableSignal() {}

    static Map<String, String> notMet(Protocol protocol) {
        Map<String, String> reasons = new HashMap<>(Map.of(
                "required_r05_aReaderThatStopsHoldsTasksBackWhileTheServerHoldsTheBody", HELD,
                "required_r05_aReaderThatStopsHoldsTasksBackWhenACompletedBodyIsStillHeld", HELD,
                "required_r07_aSilentDepartureIsNoticedWhileTheHandlerIsAtWork", UNSEEN,
                "required_r07_clientClosesBeforeTheFirstByte", BROKEN_OFF,
                "required_r07_clientClosesWhileTheServerWrites", BROKEN_OFF,
                "required_r07_clientResetsBeforeTheFirstByte", BROKEN_OFF,
                "required_r07_clientResetsWhileTheServerWrites", BROKEN_OFF,
                "required_r07_handlerThrowsAfterTheFirstByte", "Undertow ends the response as if it were whole"));
        if (protocol == Protocol.HTTP_2) {
            reasons.put("required_r07_aCancelledStreamIsNoticedWhileTheHandlerIsAtWork", UNSEEN);
            reasons.put("required_r07_clientCancelsItsStreamWhileTheServerWrites", BROKEN_OFF);
        }
        return reasons;
    }
}
