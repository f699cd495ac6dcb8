package dev.after4j.test.host;

/**
 * A host with a process in which the adapter under test works, seen from the suite: the platform's emulator, or a stub of it.
 *
 * <pre>{@code
 * final class MyHost implements HostUnderTest {
 *     private final Process process;
 *     private final MyPlatform.Stub stub;
 *
 *     MyHost(Process process, MyPlatform.Stub stub) {
 *         this.process = process;
 *         this.stub = stub;
 *     }
 *
 *     @Override
 *     public long pid() {
 *         return process.pid();
 *     }
 *
 *     @Override
 *     public void invoke(Invocation invocation) {
 *         stub.send(invocation.what(), invocation::answered, invocation::over);
 *     }
 *
 *     @Override
 *     public void stop() {
 *         process.destroyForcibly();
 *     }
 * }
 * }</pre>
 */
public interface HostUnderTest {
    /** The process that the host would freeze or end. */
    long pid();

    /**
     * Gives the process an invocation, and returns without waiting for it. What becomes of it is told to {@code invocation}. One at a time: the next comes
     * when this is over.
     */
    void invoke(Invocation invocation) throws Exception;

    /** Ends the process, which may be frozen, or dead. Called once. */
    void stop() throws Exception;
}
