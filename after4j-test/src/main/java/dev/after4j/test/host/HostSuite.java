package dev.after4j.test.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.after4j.TaskEnd;
import dev.after4j.test.internal.NotMet;
import dev.after4j.test.internal.Patience;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** What the rules' tests have in common: a process, as long as it lives, and the rules that are skipped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostSuite {
    private static final String ANSWERS_FIRST = "r05_theResponseIsThereWhileATaskIsHeld";

    private @Nullable Host shared;

    abstract HostUnderTest start(ProcessBuilder java) throws Exception;

    abstract Map<String, String> notMet();

    abstract Duration patience();

    @BeforeAll
    final void refuseWhatCannotBe() {
        new NotMet(notMet()).refuseUnknownNames(HostContract.class);
        assumeTrue(Signals.exist(), "processes are frozen with POSIX signals, which this system does not have");
    }

    @BeforeEach
    final void skipWhatIsNotMet(TestInfo test) {
        new NotMet(notMet()).skip(test);
    }

    /** A process in which a test has left something open is not used again. */
    @AfterEach
    final void letGo() {
        if (shared == null) return;
        shared.atOver(() -> {});
        if (shared.isIdle()) shared.thaw();
        else stop();
    }

    @AfterAll
    final void stop() {
        if (shared != null) shared.close();
        shared = null;
    }

    /** The process that tests share. */
    final Host host() throws Exception {
        if (shared == null) shared = newHost();
        return shared;
    }

    /** A process for one test, which closes it. */
    final Host newHost() throws Exception {
        return new Host(this::start, new Patience(patience()));
    }

    /** Until the client has the response, unless that comes last. */
    final void awaitAnswerIfFirst(Invocation invocation) {
        if (!notMet().containsKey(ANSWERS_FIRST)) answered(invocation);
    }

    final void answered(Invocation invocation) {
        assertThat(invocation.awaitAnswer())
                .as("the answer to '" + invocation.what() + "'")
                .isEqualTo(invocation.work().answer());
    }

    /** Not over as long as a task has not ended. */
    final void heldBy(String task, Host host, Invocation invocation) {
        host.meanwhile(invocation);
        invocation.refuseOver("task '" + task + "' has not ended");
    }

    final void succeeded(Host host, String task) {
        assertThat(host.ledger.awaitEnd(task)).as("the end of " + task).isEqualTo(TaskEnd.Kind.SUCCEEDED);
    }
}
