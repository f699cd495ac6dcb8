package dev.after4j.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The extension, seen from JUnit's side. The nested classes run only inside these tests, some of them to fail. */
class AfterExtensionTest {
    private static final String ELSEWHERE = "run by AfterExtensionTest itself";

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.conditions.deactivate", "org.junit.*DisabledCondition")
                .selectors(selectClass(tests))
                .execute();
    }

    /** What the only test of a class failed with. */
    private static Throwable failureOf(Class<?> tests) {
        List<Event> failed = run(tests).testEvents().failed().list();
        assertThat(failed).hasSize(1);
        return thrownIn(failed.get(0));
    }

    private static Throwable thrownIn(Event finished) {
        return finished.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    @Disabled(ELSEWHERE)
    @ExtendWith(AfterExtension.class)
    static class OneKit {
        private final AfterKit ofConstructor;
        private AfterKit ofBeforeEach;

        OneKit(AfterKit kit) {
            ofConstructor = kit;
        }

        @BeforeEach
        void setUp(AfterKit kit) {
            ofBeforeEach = kit;
        }

        @Test
        void same(AfterKit kit) {
            assertThat(kit).isSameAs(ofConstructor).isSameAs(ofBeforeEach);
            kit.handle(() -> after(() -> {}));
        }

        @AfterEach
        void finish(AfterKit kit) {
            kit.finish();
        }

        @Nested
        class Inside {
            @Test
            void another(AfterKit kit) {
                assertThat(kit.registered()).isEmpty();
                kit.handle(() -> after(() -> {}));
            }
        }
    }

    @Test
    void constructorTestAndMethodsAroundItGetTheSameKit() {
        run(OneKit.class)
                .testEvents()
                .assertStatistics(statistics -> statistics.started(2).succeeded(2));
    }

    @Disabled(ELSEWHERE)
    @ExtendWith(AfterExtension.class)
    static class Leaking {
        @Test
        void leaks(AfterKit kit) {
            kit.handle(() -> after(named("audit"), () -> {}));
        }
    }

    @Test
    void aLeakedTaskFailsTheTest() {
        assertThat(failureOf(Leaking.class))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("1 task waited for a finish that never came: 'audit' of GET /; call finish()");
    }

    @Disabled(ELSEWHERE)
    @ExtendWith(AfterExtension.class)
    static class FailingTask {
        @Test
        void fails(AfterKit kit) {
            kit.handle(() -> after(named("mail"), () -> {
                throw new IllegalStateException("no route to host");
            }));
            kit.finish();
        }
    }

    @Test
    void r19_aFailedTaskFailsTheTest() {
        assertThat(failureOf(FailingTask.class))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageContaining("assertFailed(\"mail\")")
                .hasRootCauseMessage("no route to host");
    }

    @Disabled(ELSEWHERE)
    @ExtendWith(AfterExtension.class)
    static class OwnFailure {
        @Test
        void fails(AfterKit kit) {
            kit.handle(() -> after(named("audit"), () -> {}));
            throw new IllegalStateException("the test's own");
        }
    }

    @Test
    void aTestThatFailedKeepsItsOwnReason() {
        Throwable failure = failureOf(OwnFailure.class);
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("the test's own");
        assertThat(failure.getSuppressed()).singleElement().asString().contains("never came");
    }

    @Disabled(ELSEWHERE)
    @ExtendWith(AfterExtension.class)
    static class Aborted {
        @Test
        void aborts(AfterKit kit) {
            kit.handle(() -> after(named("audit"), () -> {}));
            abort("not on this machine");
        }
    }

    @Test
    void anAbortedTestStaysAborted() {
        run(Aborted.class)
                .testEvents()
                .assertStatistics(statistics -> statistics.aborted(1).failed(0));
    }

    @Disabled(ELSEWHERE)
    @ExtendWith(AfterExtension.class)
    static class TooEarly {
        @BeforeAll
        static void setUp(AfterKit kit) {
            kit.hold();
        }

        @Test
        void never() {}
    }

    @Test
    void aKitForAllTestsIsRefusedWithTheWayOut() {
        List<Event> failed = run(TooEarly.class).containerEvents().failed().list();
        assertThat(failed)
                .singleElement()
                .extracting(AfterExtensionTest::thrownIn)
                .asString()
                .contains("belongs to one test", "@BeforeEach");
    }

    @Disabled(ELSEWHERE)
    static class Carrying {
        private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

        @RegisterExtension
        static final AfterExtension EXTENSION = new AfterExtension(() -> {
            String captured = TENANT.get();
            return () -> {
                TENANT.set(captured);
                return TENANT::remove;
            };
        });

        @Test
        void r12_carries(AfterKit kit) {
            TENANT.set("acme");
            kit.handle(() -> after(() -> assertThat(TENANT.get()).isEqualTo("acme")));
            TENANT.remove();
            kit.finish();
        }
    }

    @Test
    void r12_aRegisteredExtensionTakesCarriers() {
        run(Carrying.class).testEvents().assertStatistics(statistics -> statistics.succeeded(1));
    }
}
