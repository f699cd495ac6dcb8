package dev.after4j.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskEnd.Kind.FAILED;
import static dev.after4j.TaskEnd.Kind.SKIPPED;
import static dev.after4j.TaskEnd.Kind.SUCCEEDED;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.After;
import dev.after4j.AfterRuntime;
import dev.after4j.Outcome;
import dev.after4j.spi.ContextCarrier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

/** Handling, finishing, looking. */
@ExtendWith(AfterExtension.class)
class AfterKitTest {
    private final List<Object> log = new ArrayList<>();

    @Test
    void r05_tasksRunAtTheFinishOnThisThreadAndNotBefore(AfterKit kit) {
        kit.handle(() -> after(named("audit"), () -> log.add(Thread.currentThread())));
        assertThat(log).isEmpty();
        assertThat(kit.pending()).containsExactly("audit");
        assertThat(kit.started()).isEmpty();
        kit.finish();
        assertThat(log).containsExactly(Thread.currentThread());
        assertThat(kit.pending()).isEmpty();
        assertThat(kit.started()).containsExactly("audit");
        assertThat(kit.ended(SUCCEEDED)).containsExactly("audit");
    }

    @Test
    void r09_inTheOrderOfRegistrationWhateverTheirKind(AfterKit kit) {
        CompletableFuture<Void> running = new CompletableFuture<>();
        kit.handle(() -> {
            after(named("first"), () -> log.add("first"));
            after(named("stage"), running);
            after(named("second"), () -> log.add("second"));
            after(named("second stage"), running);
            after(named("third"), () -> {
                after(named("nested"), () -> log.add("nested"));
                log.add("third");
            });
        });
        String[] inOrder = {"first", "stage", "second", "second stage", "third"};
        assertThat(kit.registered()).containsExactly(inOrder);
        running.complete(null);
        kit.finish();
        assertThat(log).containsExactly("first", "second", "third", "nested");
        assertThat(kit.registered()).startsWith(inOrder).endsWith("nested").hasSize(6);
        assertThat(kit.started()).containsExactly("first", "second", "third", "nested");
    }

    @Test
    void r04_anUnnamedTaskHasTheNameOfItsPlace(AfterKit kit) {
        kit.handle(() -> after(() -> log.add(1)));
        assertThat(kit.registered()).singleElement().asString().matches("AfterKitTest:\\d+");
        kit.finish();
    }

    @Test
    void handlersReturnAndThrowWhatTheyDo(AfterKit kit) {
        int seven = kit.handle(() -> 7);
        assertThat(seven).isEqualTo(7);
        assertThatThrownBy(() -> kit.handle(AfterKitTest::fail)).isInstanceOf(IOException.class);
        assertThatIllegalStateException().isThrownBy(After::scope); // and nothing is bound afterwards
    }

    private static void fail() throws IOException {
        throw new IOException("disk full");
    }

    @Test
    void r13_theFinishIsAServersUnlessTheTestChooses(AfterKit kit) {
        kit.handle(() -> after(() -> log.add(After.outcome())));
        kit.finish();
        assertThatThrownBy(() -> kit.handle(() -> {
                    after(() -> log.add(After.outcome()));
                    fail();
                }))
                .hasMessage("disk full");
        kit.finish();
        kit.handle(() -> after(() -> log.add(After.outcome())));
        kit.finish(Outcome.aborted(206));
        assertThat(log)
                .extracting(Object::toString)
                .containsExactly("COMPLETED 200", "COMPLETED 500 (java.io.IOException: disk full)", "ABORTED 206");
    }

    @Test
    void r08_aTaskWithAConditionThatSaysNoIsSkipped(AfterKit kit) {
        kit.handle(() -> after(named("mail").onlyWhen(Outcome::successful), () -> log.add("mail")));
        kit.finish(Outcome.completed(404));
        assertThat(log).isEmpty();
        assertThat(kit.ended(SKIPPED)).containsExactly("mail");
        assertThat(kit.started()).isEmpty();
    }

    @Test
    void r18_aFailureHarmsNoSiblingAndIsThereToBeAskedFor(AfterKit kit) {
        kit.handle(() -> {
            after(named("mail"), AfterKitTest::fail);
            after(named("audit"), () -> log.add("audit"));
        });
        kit.finish();
        assertThat(log).containsExactly("audit");
        assertThat(kit.ended(FAILED)).containsExactly("mail");
        assertThat(kit.assertFailed("mail")).hasMessage("disk full");
        assertThat(kit.assertEnded("audit", SUCCEEDED).error()).isEmpty();
    }

    @Test
    void heldTasksRunWhenTheTestSaysSo(AfterKit kit) {
        kit.hold();
        kit.handle(() -> {
            after(named("skipped").onlyWhen(Outcome::successful), () -> log.add("never"));
            after(named("audit"), () -> log.add("audit"));
            after(named("mail"), () -> log.add("mail"));
            after(named("index"), () -> log.add("index"));
        });
        kit.finish(Outcome.aborted(0));
        assertThat(log).isEmpty();
        assertThat(kit.runNext()).isEqualTo("audit");
        assertThat(log).containsExactly("audit");
        assertThat(kit.runNext()).isEqualTo("mail");
        assertThat(kit.pending()).containsExactly("index");
        kit.runTasks();
        assertThat(log).containsExactly("audit", "mail", "index");
        assertThatThrownBy(kit::runNext).isInstanceOf(AssertionError.class).hasMessage("No task waits to run");
    }

    @Test
    void severalResponsesMayBeOpenAndFinishInTheirOrder(AfterKit kit) {
        kit.handle(() -> after(() -> log.add("first")));
        kit.handle(() -> after(() -> log.add("second")));
        kit.finish();
        assertThat(log).containsExactly("first", "second");
    }

    @Test
    void r07_aHandlerThatOutlivesItsClientGoesOnRegistering(AfterKit kit) {
        kit.handle(() -> {
            after(named("early"), () -> log.add("early"));
            kit.finish(Outcome.aborted(0));
            after(named("late"), () -> log.add("late"));
        });
        assertThat(log).containsExactly("early");
        kit.runTasks();
        assertThat(log).containsExactly("early", "late");
    }

    @Test
    void r10_twentyThousandNestedTasksUseNoStack(AfterKit kit) {
        AtomicInteger left = new AtomicInteger(20_000);
        kit.handle(() -> nest(left));
        kit.finish();
        assertThat(left).hasValue(0);
    }

    private static void nest(AtomicInteger left) {
        if (left.getAndDecrement() > 1) after(() -> nest(left));
        else left.set(0);
    }

    @Test
    void r12_tasksSeeTheMdcAndWhatTheTestsCarriersCarry() {
        ThreadLocal<String> tenant = new ThreadLocal<>();
        ContextCarrier carrier = () -> {
            String captured = tenant.get();
            return () -> {
                tenant.set(captured);
                return tenant::remove;
            };
        };
        try (AfterKit kit = AfterKit.create(carrier)) {
            tenant.set("acme");
            MDC.put("trace", "1f");
            kit.handle(() -> after(() -> log.addAll(List.of(tenant.get(), MDC.get("trace")))));
            tenant.remove();
            MDC.clear();
            kit.finish();
            assertThat(log).containsExactly("acme", "1f");
            assertThat(tenant.get()).isNull();
        }
    }

    @Test
    void codeWithScopesOfItsOwnGetsTheRuntime(AfterKit kit) throws Exception {
        kit.runtime().inScope("nightly", () -> {
            after(() -> log.add("nightly"));
            return null;
        });
        assertThat(log).isEmpty();
        kit.runTasks();
        assertThat(log).containsExactly("nightly");
    }

    @Test
    void wrongOrderIsAnErrorThatSaysWhatToCall(AfterKit kit) throws Exception {
        assertThatIllegalStateException().isThrownBy(kit::finish).withMessageContaining("call handle(..) first");
        kit.handle(() -> after(() -> {}));
        assertThatThrownBy(kit::runNext)
                .isInstanceOf(AssertionError.class)
                .hasMessage("No task waits to run: a response is open; call finish() first");
        assertThatIllegalStateException().isThrownBy(kit::awaitTasks).withMessageContaining("call finish() first");
        kit.finish();
        assertThatIllegalStateException().isThrownBy(kit::finish);
        kit.awaitTasks();
    }

    @Test
    void r02_aMissingHandlerIsNamed(AfterKit kit) {
        AfterRuntime.Body<Integer, RuntimeException> none = null;
        assertThatThrownBy(() -> kit.handle(none))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("handler");
    }

    @Test
    void r13_aTestClientSaysHowItsResponseEnded(AfterKit kit) {
        List<String> ends = new ArrayList<>();
        String answer = kit.handle(
                TestRequest.get("/"),
                () -> {
                    after(() -> ends.add(After.outcome().toString()));
                    return "broken";
                },
                said -> Outcome.failed(200, new IOException(said)));
        kit.finish();
        assertThat(answer).isEqualTo("broken");
        assertThat(ends).containsExactly("FAILED 200 (java.io.IOException: broken)");
    }
}
