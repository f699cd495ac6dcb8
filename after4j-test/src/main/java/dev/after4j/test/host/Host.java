package dev.after4j.test.host;

import dev.after4j.test.internal.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A host under test, with what its process reports and the power over it. */
final class Host implements AutoCloseable {
    /** Starts the host under test. */
    @FunctionalInterface
    interface Starter {
        HostUnderTest start(ProcessBuilder java) throws Exception;
    }

    /** For a process to come up, on a machine that has much else to do. */
    private static final Patience START = new Patience(Duration.ofMinutes(1));

    private static final int OTHER_WORK = 20;

    final Ledger ledger;
    private final Patience patience;
    private final HostUnderTest underTest;
    private final List<Invocation> invocations = new ArrayList<>();
    private volatile Runnable atOver = () -> {};
    private int others;
    private volatile boolean frozen;

    Host(Starter starter, Patience patience) throws Exception {
        this.patience = patience;
        this.ledger = new Ledger(patience);
        this.underTest = starter.start(java());
        awaitConnection();
    }

    private void awaitConnection() {
        try {
            ledger.awaitConnection(ProcessHandle.of(pid()).orElseThrow(), START);
        } catch (Throwable missing) {
            close();
            throw missing;
        }
    }

    private ProcessBuilder java() {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        java.environment().put(HostApplication.PORT, String.valueOf(ledger.port()));
        return java;
    }

    /** What the host does, from now on, as soon as it believes an invocation over. */
    void atOver(Runnable action) {
        atOver = action;
    }

    /** An invocation whose tasks go on as they begin. */
    Invocation invoke(Step... steps) throws Exception {
        return begin(read(next(unlimited(), steps)), false);
    }

    /** An invocation whose tasks wait to be released. */
    Invocation invokeHeld(Step... steps) throws Exception {
        return begin(read(next(unlimited(), steps)), true);
    }

    /** Not begun, and with a client that does not read. */
    Invocation next(Duration limit, Step... steps) {
        Invocation next = new Invocation(new Work(invocations.size(), List.of(steps)), limit, patience, this::over);
        invocations.add(next);
        return next;
    }

    /** Longer than anything is waited for here. */
    Duration unlimited() {
        return patience.limit().multipliedBy(3);
    }

    private static Invocation read(Invocation invocation) {
        invocation.deliver();
        return invocation;
    }

    /** Thaws the process for it, as a host does. */
    Invocation begin(Invocation invocation, boolean held) throws Exception {
        thaw();
        if (held) ledger.hold();
        else ledger.releaseAll();
        invocation.begins();
        underTest.invoke(invocation);
        return invocation;
    }

    /** From here on the host owes the process no time. */
    private void over() {
        ledger.hold();
        atOver.run();
    }

    /** A task for the scope of that invocation, whatever has become of it. */
    void late(Invocation invocation, String task) {
        ledger.tell("late " + invocation.work().number() + " " + task);
        ledger.awaitRegistration(task);
    }

    /** The process does other work, of that runtime: what it, or the host, is about to do wrong has happened by then. */
    void meanwhile(Invocation invocation) {
        ledger.awaitBegin(invocation.what());
        for (int i = 0; i < OTHER_WORK; i++) {
            String name = "other-work-" + others++;
            ledger.tell("job " + invocation.work().number() + " " + name);
            ledger.awaitEnd(name);
        }
    }

    long pid() {
        return underTest.pid();
    }

    void freeze() {
        Signals.STOP.send(pid());
        frozen = true;
    }

    void thaw() {
        if (!frozen) return;
        frozen = false;
        Signals.CONT.send(pid());
    }

    void kill() {
        Signals.KILL.send(pid());
    }

    /** Whether nothing is left of what was begun. */
    boolean isIdle() {
        return ledger.isIdle() && invocations.stream().allMatch(Invocation::isOver);
    }

    @Override
    public void close() {
        invocations.forEach(Invocation::deliver);
        ledger.close();
        try {
            underTest.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the host under test did not stop", failure);
        }
    }
}
