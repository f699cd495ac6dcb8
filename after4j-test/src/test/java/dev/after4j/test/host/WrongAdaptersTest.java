package dev.after4j.test.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract is selective: wrong adapters fail it, at the rules that they break, and with a message that says how. */
class WrongAdaptersTest {
    private static final String FREEZES = "r23_aHostThatFreezesTheProcessAtTheEndOfEachInvocationLosesNothing";
    private static final String KILLS = "r23_aHostThatKillsTheProcessAtTheEndOfAnInvocationLosesNothing";
    private static final String LAST_OF_ALL = "r23_itIsOverWhenTheLastOfAllHasEnded";
    private static final String NO_TASKS = "r23_withoutTasksItIsOverAtOnce";
    private static final String NOT_BEFORE = "r05_noTaskBeginsBeforeTheResponseIsDelivered";
    private static final String FAILING_TASK = "r23_aTaskThatFailsFailsNothingElse";
    private static final String FAILING_HANDLER = "r23_tasksOfAHandlerThatThrowsAreWaitedFor";
    private static final String AFTER_THE_END = "r10_aTaskThatComesAfterTheEndHoldsTheNextInvocation";
    private static final String AGAIN = "r10_aTaskThatComesForAScopeThatHadSettledHoldsTheHostAgain";
    private static final String IN_TIME = "r21_whatDoesNotEndIsStoppedInTimeForTheHost";

    /** The contract over an adapter of ours. */
    abstract static class Wrong extends HostContract {
        private final Adapter adapter;

        Wrong(Adapter adapter) {
            this.adapter = adapter;
        }

        @Override
        protected HostUnderTest start(ProcessBuilder java) throws IOException {
            return SimulatedHost.start(java.redirectError(ProcessBuilder.Redirect.DISCARD), adapter);
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(5);
        }
    }

    static class TellsNobody extends Wrong {
        TellsNobody() {
            super(Adapter.TELLS_NOBODY);
        }
    }

    @Test
    void whoTellsNobodyIsFound() {
        Map<String, String> failures = failures(TellsNobody.class, NO_TASKS, KILLS);
        assertThat(failures).containsOnlyKeys(KILLS);
        assertThat(failures.get(KILLS))
                .matches(
                        "The process has ended without a report of the end of task '0.*', although the host believes its"
                                + " invocation over");
    }

    static class WaitsForTheFirstStage extends Wrong {
        WaitsForTheFirstStage() {
            super(Adapter.WAITS_FOR_THE_FIRST_STAGE);
        }
    }

    @Test
    void whoWaitsForTheFirstStageOnlyIsFound() {
        Map<String, String> failures = failures(WaitsForTheFirstStage.class, NO_TASKS, FREEZES, LAST_OF_ALL);
        assertThat(failures).containsOnlyKeys(FREEZES, LAST_OF_ALL);
        assertThat(failures.get(FREEZES))
                .matches("Not within 5000 ms: the end of task '.*', although the host believes its invocation over");
        assertThat(failures.get(LAST_OF_ALL))
                .matches(
                        "To the host the invocation '.*-job-plain-job-stage' is over, although task '.*' has not ended");
    }

    static class WaitsForItsOwnScope extends Wrong {
        WaitsForItsOwnScope() {
            super(Adapter.WAITS_FOR_ITS_OWN_SCOPE);
        }
    }

    @Test
    void whoWaitsForItsOwnScopeOnlyIsFound() {
        assertThat(failures(WaitsForItsOwnScope.class, LAST_OF_ALL)).containsOnlyKeys(LAST_OF_ALL);
    }

    static class ForgetsWhatCameBetween extends Wrong {
        ForgetsWhatCameBetween() {
            super(Adapter.FORGETS_WHAT_CAME_BETWEEN);
        }
    }

    @Test
    void whoForgetsWhatCameBetweenInvocationsIsFound() {
        assertThat(failures(ForgetsWhatCameBetween.class, LAST_OF_ALL, AGAIN, AFTER_THE_END))
                .containsOnlyKeys(AFTER_THE_END);
    }

    static class LooksOnce extends Wrong {
        LooksOnce() {
            super(Adapter.LOOKS_ONCE);
        }
    }

    @Test
    void whoLooksForStagesOnceIsFound() {
        assertThat(failures(LooksOnce.class, LAST_OF_ALL, AGAIN)).containsOnlyKeys(AGAIN);
    }

    static class IsOverBeforeTheResponse extends Wrong {
        IsOverBeforeTheResponse() {
            super(Adapter.IS_OVER_BEFORE_THE_RESPONSE);
        }
    }

    @Test
    void whoIsOverBeforeTheResponseIsFound() {
        assertThat(failures(IsOverBeforeTheResponse.class, NO_TASKS))
                .containsEntry(NO_TASKS, "To the host the invocation '0' is over before its response was delivered");
    }

    static class FinishesBeforeTheResponse extends Wrong {
        FinishesBeforeTheResponse() {
            super(Adapter.FINISHES_BEFORE_THE_RESPONSE);
        }
    }

    @Test
    void whoFinishesBeforeTheResponseIsFound() {
        assertThat(failures(FinishesBeforeTheResponse.class, LAST_OF_ALL, NOT_BEFORE))
                .containsOnlyKeys(NOT_BEFORE);
    }

    static class FinishesWhatSucceeded extends Wrong {
        FinishesWhatSucceeded() {
            super(Adapter.FINISHES_WHAT_SUCCEEDED);
        }
    }

    @Test
    void whoForgetsToFinishWhatHasFailedIsFound() {
        assertThat(failures(FinishesWhatSucceeded.class, FAILING_TASK, FAILING_HANDLER))
                .containsOnlyKeys(FAILING_HANDLER);
    }

    static class FailsWithATask extends Wrong {
        FailsWithATask() {
            super(Adapter.FAILS_WITH_A_TASK);
        }
    }

    @Test
    void whoFailsWithATaskIsFound() {
        assertThat(failures(FailsWithATask.class, FAILING_HANDLER, FAILING_TASK))
                .containsOnlyKeys(FAILING_TASK);
    }

    static class TriesAgain extends Wrong {
        TriesAgain() {
            super(Adapter.TRIES_AGAIN);
        }
    }

    @Test
    void whoTriesAgainIsFound() {
        assertThat(failures(TriesAgain.class, FREEZES).get(FREEZES)).startsWith("[registrations of 0.0.job]");
    }

    static class AllowsMoreThanTheHost extends Wrong {
        AllowsMoreThanTheHost() {
            super(Adapter.ALLOWS_MORE_THAN_THE_HOST);
        }
    }

    @Test
    void whoAllowsMoreTimeThanTheHostHasIsFound() {
        Map<String, String> failures = failures(AllowsMoreThanTheHost.class, NO_TASKS, IN_TIME);
        assertThat(failures).containsOnlyKeys(IN_TIME);
        assertThat(failures.get(IN_TIME)).startsWith("[over within the PT2S that the host waits]");
    }

    static class DoesNotStart extends HostContract {
        @Override
        protected HostUnderTest start(ProcessBuilder java) throws IOException {
            java.command().add("-no-such-option");
            return SimulatedHost.start(java.redirectError(ProcessBuilder.Redirect.DISCARD), Adapter.ANSWERS_FIRST);
        }
    }

    @Test
    void aProcessThatDoesNotStartIsNotWaitedFor() {
        assertThat(failures(DoesNotStart.class, NO_TASKS))
                .containsEntry(
                        NO_TASKS, "a connection from HostApplication.connect() in the process under test: it failed");
    }

    /** Those of the rules that fail, each with its message. */
    private static Map<String, String> failures(Class<?> contract, String... rules) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(Stream.of(rules)
                        .map(name -> selectMethod(contract, name))
                        .toArray(MethodSelector[]::new))
                .execute()
                .testEvents();
        Map<String, String> failures = new TreeMap<>();
        tests.failed().stream().forEach(event -> {
            var result = event.getRequiredPayload(TestExecutionResult.class);
            String name = event.getTestDescriptor().getDisplayName().replace("()", "");
            failures.put(
                    name, String.valueOf(result.getThrowable().orElseThrow().getMessage()));
        });
        return failures;
    }
}
