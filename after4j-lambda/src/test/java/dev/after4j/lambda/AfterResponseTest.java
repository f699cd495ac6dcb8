package dev.after4j.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handler's tasks with the real runtime client, in a process that is frozen behind each invocation. One process for all of it. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AfterResponseTest {
    private LambdaService lambda;

    @BeforeAll
    void start() throws Exception {
        lambda = new LambdaService(Worker.class, Map.of());
        assertAlive(); // and warm: some invocations here are short
    }

    @AfterAll
    void end() {
        lambda.close();
    }

    private void assertAlive() throws Exception {
        Call call = lambda.invoke("two again");
        call.over.get();
        assertThat(lambda.events.all())
                .containsSubsequence("response " + call.id, "task again", "task of task again", "over " + call.id)
                .doesNotContain("exit", "telemetry was not taken");
    }

    @Test
    void r23_theCallerHasTheResponseWhileATaskIsHeldAndTheNextInvocationWaitsForTheTask() throws Exception {
        Call call = lambda.invoke("hold long");
        Call next = lambda.invoke("nothing");
        assertThat(call.answer.get()).isEqualTo(new Call.Answer(false, "\"hold long\""));
        lambda.events.await("held long");
        lambda.events.add("released long");
        lambda.release("long");
        next.over.get();
        assertThat(lambda.events.all())
                .containsSubsequence(
                        "response " + call.id,
                        "held long",
                        "released long",
                        "went on long",
                        "over " + call.id,
                        "invoke " + next.id,
                        "response " + next.id);
    }

    @Test
    void r23_withoutTasksAnInvocationIsOverAtOnceAlthoughNobodyReportsItsDelivery() throws Exception {
        lambda.mute(true);
        Call call = lambda.invoke("nothing");
        call.over.get();
        lambda.mute(false);
        assertAlive();
        assertThat(lambda.sandbox().log.all())
                .noneMatch(line -> line.contains("no report that Lambda has the response to " + call.id));
    }

    @Test
    void r23_whereTheReportOfTheDeliveryGetsLostTasksRunAllTheSame() throws Exception {
        lambda.mute(true);
        Call call = lambda.invoke("\"two late\"", Duration.ofSeconds(4));
        call.over.get();
        lambda.mute(false);
        assertThat(lambda.events.all())
                .containsSubsequence("response " + call.id, "task late", "task of task late", "over " + call.id);
        assertAlive();
    }

    @Test
    void r23_anInvocationThatIsRepeatedUnderItsNameIsANewOne() throws Exception {
        lambda.mute(true);
        Call first = lambda.invoke("nothing");
        first.over.get();
        lambda.mute(false);
        lambda.lateEvents(true);
        Call again = lambda.repeat(first, "two repeated");
        again.over.get();
        lambda.lateEvents(false);
        assertThat(lambda.events.all())
                .containsSubsequence("task repeated", "task of task repeated", "over " + again.id);
        assertAlive();
    }

    /** What had no tasks is over, and frozen, before its report is sent. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void r23_theReportOfAnInvocationIsNotTakenForThatOfItsRepetition(boolean extensionFirst) throws Exception {
        lambda.lateReports(true);
        Call first = lambda.invoke("nothing");
        first.over.get();
        lambda.lateReports(false);
        lambda.lateEvents(!extensionFirst);
        String name = "again-" + extensionFirst;
        Call again = lambda.repeat(first, "two " + name);
        again.over.get();
        lambda.lateEvents(false);
        assertThat(lambda.events.all()).containsSubsequence("task " + name, "task of task " + name, "over " + again.id);
        assertAlive();
    }

    @Test
    void r23_theExtensionMayHearOfAnInvocationWhenThatHasBeenAnswered() throws Exception {
        lambda.lateEvents(true);
        lambda.invoke("two early").over.get();
        lambda.lateEvents(false);
        assertThat(lambda.events.all()).containsSubsequence("task early", "task of task early");
        assertAlive();
    }

    @Test
    void r13_aHandlerThatThrowsIsAnErrorOfTheInvocationAndItsTasksSeeIt() throws Exception {
        Call call = lambda.invoke("throw");
        assertThat(call.answer.get().failed()).isTrue();
        assertThat(call.answer.get().json()).contains("a handler's own mistake", "java.lang.IllegalStateException");
        call.over.get();
        assertThat(lambda.events.all())
                .containsSubsequence(
                        "error " + call.id,
                        "a task saw FAILED (java.lang.IllegalStateException: a handler's own mistake)",
                        "over " + call.id);
        assertAlive();
    }

    @Test
    void r23_anEventThatTheHandlerNeverSeesHoldsNobodyUp() throws Exception {
        Call call = lambda.invoke("{", Duration.ofSeconds(60));
        assertThat(call.answer.get().failed()).isTrue();
        call.over.get();
        assertAlive();
    }

    @Test
    void r07_aTaskThatFailsIsLoggedAndNobodysProblem() throws Exception {
        Call call = lambda.invoke("fail hopeless");
        assertThat(call.answer.get().failed()).isFalse();
        call.over.get();
        lambda.sandbox().log.awaitContaining("ERROR AfterRuntime Task 'hopeless' of an invocation of test failed");
        assertAlive();
    }

    @Test
    void r21_aTaskWithoutEndIsStoppedBeforeLambdaWouldEndTheProcess() throws Exception {
        Call call = lambda.invoke("\"endless waiting\"", Duration.ofSeconds(2));
        call.over.get();
        lambda.sandbox().log.awaitContaining("Task 'waiting' of an invocation of test passed its time limit");
        assertAlive();
    }

    @Test
    void r08_ofAThousandInvocationsNoTaskIsLostAndNoneRunsTwice() throws Exception {
        List<Call> calls = IntStream.range(0, 1000)
                .mapToObj(i -> lambda.invoke("two " + i))
                .toList();
        for (Call call : calls) call.over.get();
        assertThat(lambda.events.all())
                .filteredOn(event -> event.matches("task (of task )?[0-9]+"))
                .containsExactlyInAnyOrderElementsOf(Stream.of("task ", "task of task ")
                        .flatMap(kind -> IntStream.range(0, 1000).mapToObj(i -> kind + i))
                        .toList());
    }
}
