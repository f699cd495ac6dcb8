package dev.after4j.test.host;

import java.io.IOException;

/** The contract holds where an adapter does what {@link dev.after4j.spi.WaitUntil} says. */
class SimulatedHostTest extends HostContract {
    @Override
    protected HostUnderTest start(ProcessBuilder java) throws IOException {
        return SimulatedHost.start(java, Adapter.ANSWERS_FIRST);
    }
}
