package dev.after4j.test.host;

import java.io.IOException;
import java.util.Map;

/** The contract, for a host that can be told nothing after the response. */
class FinishesFirstTest extends HostContract {
    private static final String TOO_LATE = "the process is frozen as soon as it has answered";

    @Override
    protected Map<String, String> notMet() {
        return Map.of(
                "r05_theResponseIsThereWhileATaskIsHeld", TOO_LATE,
                "r05_noTaskBeginsBeforeTheResponseIsDelivered", TOO_LATE,
                "r21_whatDoesNotEndIsStoppedInTimeForTheHost", "shown of the other adapter");
    }

    @Override
    protected HostUnderTest start(ProcessBuilder java) throws IOException {
        return SimulatedHost.start(java, Adapter.FINISHES_FIRST);
    }
}
