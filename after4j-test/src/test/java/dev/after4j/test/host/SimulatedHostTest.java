package dev.after4j.test.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The contract holds where an adapter does what {@link dev.after4j.spi.WaitUntil} says. */
class SimulatedHostTest extends HostContract {
    @Override
    protected HostUnderTest start(ProcessBuilder java) throws IOException {
        return SimulatedHost.start(java, Adapter.ANSWERS_FIRST);
    }

    @Test
    void theProcessStandsStillFromOneInvocationToTheNext() throws Exception {
        assumeTrue(
                Files.isDirectory(Path.of("/proc")),
                "what a process does is read from /proc, which this system does not have");
        Host host = host();
        Path state = Path.of("/proc/" + host.pid() + "/stat");
        host.atOver(host::freeze);
        host.invoke().awaitOver();
        awaitStandstill(state);
        Invocation next = host.invokeHeld(Step.PLAIN);
        answered(next);
        assertThat(Files.readString(state)).doesNotContain(") T ");
        host.ledger.release(next.work().taskOf(0));
        next.awaitOver();
        awaitStandstill(state);
    }

    @Test
    void aProcessInWhichATestHasLeftSomethingOpenIsNotUsedAgain() throws Exception {
        Host used = host();
        used.invoke().awaitOver();
        letGo();
        assertThat(host()).isSameAs(used);
        answered(used.invokeHeld(Step.PLAIN));
        letGo();
        assertThat(host()).isNotSameAs(used);
    }

    private void awaitStandstill(Path state) throws IOException {
        long end = System.nanoTime() + patience().toNanos();
        while (!Files.readString(state).contains(") T ")) {
            assertThat(System.nanoTime())
                    .as("the time at which the process still runs")
                    .isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
