package dev.after4j.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.after4j.AfterRuntime;
import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Protocol;
import dev.after4j.test.conformance.ServerUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The suite is selective: wrong hooks fail it, at the rules that they break, and with a message that says how. */
class WrongHooksTest {
    private static final String SIZED = "required_r05_sized";
    private static final String AT_WORK = "required_r05_noTaskStartsWhileTheHandlerIsAtWork";
    private static final String EVENTS = "required_r05_anEventStreamHoldsItsTasksUntilItEnds";
    private static final String SLOW_BLOCKING = "required_r05_aReaderThatStopsHoldsTasksBackWhileTheHandlerWrites";
    private static final String SLOW_ASYNC = "required_r05_aReaderThatStopsHoldsTasksBackWhenTheHandlerHasReturned";
    private static final String SLOW_HELD = "required_r05_aReaderThatStopsHoldsTasksBackWhileTheServerHoldsTheBody";
    private static final String KEEP_ALIVE = "required_r06_theNextRequestOfAConnectionIsAnsweredWhileATaskBlocks";
    private static final String ONE_END = "required_r08_everyRegistrationHasExactlyOneEnd";

    /** The suite over a hook of ours. */
    abstract static class Wrong extends AfterConformance {
        @Override
        protected Protocol protocol() {
            return Protocol.HTTP_1_1;
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(2);
        }

        @Override
        protected ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception {
            return ConformanceServer.start(application, handler -> hook(runtime, handler));
        }

        abstract Handler hook(AfterRuntime runtime, Handler handler);
    }

    static class WhenTheHandlerReturns extends Wrong {
        @Override
        Handler hook(AfterRuntime runtime, Handler handler) {
            return new WrongHook(runtime, handler) {
                @Override
                void returned(OpenScope scope, Response response) {
                    scope.finish(Outcome.completed(200));
                }
            };
        }
    }

    @Test
    void aFinishInTheHandlersFinallyIsFound() {
        Map<String, String> failures = failures(
                WhenTheHandlerReturns.class, SIZED, AT_WORK, EVENTS, SLOW_BLOCKING, SLOW_HELD, SLOW_ASYNC, KEEP_ALIVE);
        assertThat(failures).containsOnlyKeys(EVENTS, SLOW_HELD, SLOW_ASYNC);
        assertThat(failures.get(SLOW_ASYNC))
                .matches("A task started although the client had read only [\\d,]+ of 10,485,760 bytes");
        assertThat(failures.get(EVENTS)).isEqualTo("A task started although the event stream was open");
    }

    static class BeforeTheResponseIsWritten extends Wrong {
        @Override
        Handler hook(AfterRuntime runtime, Handler handler) {
            return new WrongHook(runtime, handler) {
                @Override
                void before(OpenScope scope, Request request) {
                    scope.finish(Outcome.completed(200));
                }
            };
        }
    }

    @Test
    void aFinishBeforeTheResponseIsWrittenIsFound() {
        assertThat(failures(BeforeTheResponseIsWritten.class, SIZED, AT_WORK, EVENTS, SLOW_BLOCKING, SLOW_ASYNC))
                .containsOnlyKeys(AT_WORK, EVENTS, SLOW_BLOCKING, SLOW_ASYNC);
    }

    static class Never extends Wrong {
        @Override
        Handler hook(AfterRuntime runtime, Handler handler) {
            return new WrongHook(runtime, handler) {};
        }
    }

    @Test
    void aFinishThatNeverComesIsFound() {
        Map<String, String> failures = failures(Never.class, SIZED, KEEP_ALIVE);
        assertThat(failures).containsOnlyKeys(SIZED, KEEP_ALIVE);
        assertThat(failures.get(SIZED))
                .isEqualTo("Not within 2000 ms: the start of task 'r05-sized', although the exchange is over: is its"
                        + " finish reported?");
    }

    static class InlineOnTheFinishThread extends Wrong {
        @Override
        protected AfterRuntime.Builder runtime() {
            return AfterRuntime.builder().executor(Runnable::run);
        }

        @Override
        Handler hook(AfterRuntime runtime, Handler handler) {
            return new AfterHandler(runtime, handler);
        }
    }

    @Test
    void tasksOnTheFinishThreadAreFound() {
        assertThat(failures(InlineOnTheFinishThread.class, SIZED, KEEP_ALIVE)).containsOnlyKeys(KEEP_ALIVE);
    }

    static class TwiceFromTwoThreads extends Wrong {
        @Override
        Handler hook(AfterRuntime runtime, Handler handler) {
            return new WrongHook(runtime, handler) {
                @Override
                void before(OpenScope scope, Request request) {
                    Request.addCompletionListener(request, failure -> {
                        new Thread(() -> scope.finish(Outcome.completed(200))).start();
                        scope.finish(Outcome.completed(200));
                    });
                }
            };
        }
    }

    @Test
    void r08_aFinishReportedTwiceFromTwoThreadsIsNoFault() {
        assertThat(failures(TwiceFromTwoThreads.class, SIZED, ONE_END, KEEP_ALIVE, SLOW_ASYNC))
                .isEmpty();
    }

    /** The rules of {@code suite} among {@code rules} that fail, each with its message. */
    private static Map<String, String> failures(Class<?> suite, String... rules) {
        List<MethodSelector> selectors =
                Stream.of(rules).map(rule -> selectMethod(suite, rule)).toList();
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectors.toArray(MethodSelector[]::new))
                .execute()
                .testEvents();
        assertThat(tests.started().count()).isEqualTo(rules.length);
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
