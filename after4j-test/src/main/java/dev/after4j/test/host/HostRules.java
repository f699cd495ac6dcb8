package dev.after4j.test.host;

import static dev.after4j.test.host.Step.ASYNC;
import static dev.after4j.test.host.Step.FAILING;
import static dev.after4j.test.host.Step.JOB;
import static dev.after4j.test.host.Step.NESTED;
import static dev.after4j.test.host.Step.PLAIN;
import static dev.after4j.test.host.Step.STAGE;
import static dev.after4j.test.host.Step.THROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.TaskEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a host and its adapter owe to tasks, seen from outside. */
abstract class HostRules extends HostSuite {
    private static final Step[] ALL = {JOB, PLAIN, NESTED, STAGE, ASYNC};
    private static final int ROUNDS = 50;
    private static final int MANY = 40;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    public final void r05_theResponseIsThereWhileATaskIsHeld() throws Exception {
        Host host = host();
        Invocation invocation = host.invokeHeld(PLAIN);
        answered(invocation);
        host.ledger.awaitBegin(invocation.work().taskOf(0));
        host.ledger.release(invocation.work().taskOf(0));
        succeeded(host, invocation.work().taskOf(0));
        invocation.awaitOver();
    }

    @Test
    public final void r05_noTaskBeginsBeforeTheResponseIsDelivered() throws Exception {
        Host host = host();
        Invocation invocation = host.begin(host.next(host.unlimited(), PLAIN), false);
        invocation.awaitResponse();
        host.meanwhile(invocation);
        assertThat(host.ledger.hasBegun(invocation.work().taskOf(0)))
                .as("a task has begun while the client reads nothing of the response")
                .isFalse();
        invocation.deliver();
        succeeded(host, invocation.work().taskOf(0));
        invocation.awaitOver();
    }

    @Test
    public final void r23_itIsNotOverWhileATaskOfAnyKindIsHeld() throws Exception {
        Host host = host();
        for (Step step : ALL) {
            Invocation invocation = host.invokeHeld(step);
            awaitAnswerIfFirst(invocation);
            for (String task : invocation.tasks()) {
                host.ledger.awaitBegin(task);
                heldBy(task, host, invocation);
                host.ledger.release(task);
            }
            invocation.awaitOver();
            host.ledger.eachOnce(invocation.tasks());
        }
    }

    @Test
    public final void r23_itIsOverWhenTheLastOfAllHasEnded() throws Exception {
        lastOfAll(false);
        lastOfAll(true);
    }

    /** Whatever the host was told first or last. */
    private void lastOfAll(boolean reversed) throws Exception {
        Host host = host();
        Invocation invocation = host.invokeHeld(JOB, PLAIN, JOB, STAGE);
        awaitAnswerIfFirst(invocation);
        List<String> tasks = new ArrayList<>(invocation.tasks());
        if (reversed) Collections.reverse(tasks);
        for (String task : tasks) {
            host.ledger.awaitBegin(task);
            heldBy(task, host, invocation);
            host.ledger.release(task);
            succeeded(host, task);
        }
        invocation.awaitOver();
    }

    @Test
    public final void r23_withoutTasksItIsOverAtOnce() throws Exception {
        Invocation invocation = host().invoke();
        answered(invocation);
        invocation.awaitOver();
    }

    @Test
    public final void r23_aTaskThatFailsFailsNothingElse() throws Exception {
        Host host = host();
        Invocation invocation = host.invoke(FAILING, PLAIN, FAILING);
        answered(invocation);
        invocation.awaitOver();
        assertThat(invocation.tasks())
                .map(host.ledger::awaitEnd)
                .containsExactly(TaskEnd.Kind.FAILED, TaskEnd.Kind.SUCCEEDED, TaskEnd.Kind.FAILED);
    }

    @Test
    public final void r23_tasksOfAHandlerThatThrowsAreWaitedFor() throws Exception {
        Host host = host();
        Invocation invocation = host.invokeHeld(PLAIN, THROW);
        String task = invocation.work().taskOf(0);
        host.ledger.awaitBegin(task);
        heldBy(task, host, invocation);
        host.ledger.release(task);
        succeeded(host, task);
        invocation.awaitAnswer();
        invocation.awaitOver();
    }

    /** The process runs only between an invocation and what the host believes to be its end. */
    @Test
    public final void r23_aHostThatFreezesTheProcessAtTheEndOfEachInvocationLosesNothing() throws Exception {
        Host host = host();
        host.atOver(host::freeze);
        List<String> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Invocation invocation = host.invoke(ALL);
            answered(invocation);
            invocation.awaitOver();
            host.ledger.eachOnce(invocation.tasks());
            all.addAll(invocation.tasks());
        }
        Invocation last = host.invoke();
        last.awaitOver();
        host.thaw();
        host.meanwhile(last);
        host.ledger.eachOnce(all);
    }

    @Test
    public final void r23_aHostThatKillsTheProcessAtTheEndOfAnInvocationLosesNothing() throws Exception {
        try (Host host = newHost()) {
            host.atOver(host::kill);
            Step[] many = Stream.generate(() -> ALL)
                    .limit(MANY)
                    .flatMap(Arrays::stream)
                    .toArray(Step[]::new);
            Invocation invocation = host.invoke(many);
            answered(invocation);
            invocation.awaitOver();
            host.ledger.awaitEndOfProcess();
            host.ledger.eachOnce(invocation.tasks());
        }
    }

    @Test
    public final void r08_whatIsFrozenHalfWayGoesOnAndEndsOnce() throws Exception {
        Host host = host();
        Invocation invocation = host.invokeHeld(ALL);
        awaitAnswerIfFirst(invocation);
        host.ledger.awaitBegin(invocation.work().taskOf(1));
        host.freeze();
        host.ledger.releaseAll();
        host.thaw();
        invocation.awaitOver();
        host.ledger.eachOnce(invocation.tasks());
    }

    @Test
    public final void r10_aTaskThatComesAfterTheEndHoldsTheNextInvocation() throws Exception {
        Host host = host();
        Invocation first = host.invoke(PLAIN);
        first.awaitOver();
        String late = first.what() + ".late";
        host.late(first, late);
        host.freeze();
        Invocation next = host.invokeHeld();
        awaitAnswerIfFirst(next);
        host.ledger.awaitBegin(late);
        heldBy(late, host, next);
        host.ledger.release(late);
        next.awaitOver();
        host.ledger.eachOnce(List.of(late));
    }

    @Test
    public final void r10_aTaskThatComesForAScopeThatHadSettledHoldsTheHostAgain() throws Exception {
        Host host = host();
        Invocation first = host.invoke(PLAIN);
        first.awaitOver();
        Invocation next = host.invokeHeld(PLAIN);
        String own = next.work().taskOf(0);
        host.ledger.awaitBegin(own);
        String late = first.what() + ".late";
        host.late(first, late);
        host.ledger.release(own);
        succeeded(host, own);
        heldBy(late, host, next);
        host.ledger.release(late);
        next.awaitOver();
        host.ledger.eachOnce(List.of(own, late));
    }

    @Test
    public final void r21_whatDoesNotEndIsStoppedInTimeForTheHost() throws Exception {
        Host host = host();
        Invocation invocation = host.next(LIMIT, PLAIN, ASYNC, STAGE);
        invocation.deliver();
        host.begin(invocation, true);
        invocation.awaitOver();
        assertThat(invocation.wasInTime())
                .as("over within the " + LIMIT + " that the host waits")
                .isTrue();
        assertThat(invocation.tasks()).map(host.ledger::awaitEnd).containsOnly(TaskEnd.Kind.TIMED_OUT);
        Invocation next = host.invoke(PLAIN);
        succeeded(host, next.work().taskOf(0));
        next.awaitOver();
    }
}
