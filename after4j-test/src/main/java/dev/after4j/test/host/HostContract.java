package dev.after4j.test.host;

import java.time.Duration;
import java.util.Map;

/**
 * Proves that an adapter for a host that freezes or ends the process after an invocation keeps what
 * {@link dev.after4j.spi.WaitUntil} asks of it (R23). Extend it once for each way in which the adapter can be set up:
 *
 * <pre>{@code
 * class MyHostTest extends HostContract {
 *     @Override
 *     protected HostUnderTest start(ProcessBuilder java) throws Exception {
 *         MyPlatform.Stub stub = MyPlatform.stub();
 *         java.environment().put("MY_PLATFORM", stub.address());
 *         java.command().add(MyMain.class.getName()); // mounts HostApplication in the adapter
 *         return new MyHost(java.start(), stub);
 *     }
 * }
 * }</pre>
 *
 * <p><b>What the process must do.</b> Its runtime has a {@link HostApplication} as a listener, and the adapter gives every invocation to
 * {@link HostApplication#handle}, as it would to code of a user. How invocations get into the process is the host's own business.
 *
 * <p><b>What the host under test must do.</b> It says truthfully when it {@linkplain Invocation#over believes} that an invocation is over: the suite
 * stops the process at that moment, or kills it, and looks for what is missing.
 *
 * <p><b>Rules that cannot be met</b> are named by {@link #notMet}, each with its reason; such a test is skipped, and says why. A host to which the process
 * can say nothing after its response has to finish before it returns: that is {@code r05_theResponseIsThereWhileATaskIsHeld} and
 * {@code r05_noTaskBeginsBeforeTheResponseIsDelivered}. One that waits as long as it takes has no deadline:
 * {@code r21_whatDoesNotEndIsStoppedInTimeForTheHost}.
 *
 * <p>The suite starts one process, and one more that it kills. Nothing in it sleeps. Processes are frozen by the signals STOP and CONT; where there are none
 * the suite is skipped.
 */
public abstract class HostContract extends HostRules {
    /** For adapters. */
    protected HostContract() {}

    /**
     * Starts a process with the adapter in it.
     *
     * @param java a virtual machine with the class path and the environment of the test, its errors shown, whose command lacks its main class. Another command
     *     may be used instead, with the same environment.
     */
    @Override
    protected abstract HostUnderTest start(ProcessBuilder java) throws Exception;

    /** The rules, by the names of their methods here, that the host cannot meet, each with the reason. */
    @Override
    protected Map<String, String> notMet() {
        return Map.of();
    }

    /** How long one step may take before it counts as missing; ten seconds unless overridden. */
    @Override
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }
}
