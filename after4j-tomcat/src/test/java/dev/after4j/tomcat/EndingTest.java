package dev.after4j.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.Outcome;
import org.junit.jupiter.api.Test;

class EndingTest {
    @Test
    void r22_aTimeOutByAConnectorThatStopsIsAbortedEvenIfItsErrorPageWasSentWhole() {
        assertThat(whole(true, true)).isEqualTo(Outcome.Kind.ABORTED);
    }

    @Test
    void r13_whatWasSentWholeIsCompletedInTimeOrNotAndWhetherOrNotTheConnectorStops() {
        assertThat(whole(true, false)).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(whole(false, true)).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(whole(false, false)).isEqualTo(Outcome.Kind.COMPLETED);
    }

    private static Outcome.Kind whole(boolean timedOut, boolean stopped) {
        return new Ending(500, true, null, null, timedOut, stopped).outcome().kind();
    }
}
