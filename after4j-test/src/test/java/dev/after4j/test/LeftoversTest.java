package dev.after4j.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskEnd.Kind.ABANDONED;
import static dev.after4j.TaskEnd.Kind.FAILED;
import static dev.after4j.TaskEnd.Kind.SUCCEEDED;
import static dev.after4j.TaskEnd.Kind.TIMED_OUT;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What fails a test, and how it says so. */
class LeftoversTest {
    private final AfterKit kit = AfterKit.create();

    private AbstractThrowableAssert<?, ?> assertClosing() {
        return assertThatThrownBy(kit::close).isExactlyInstanceOf(AssertionError.class);
    }

    private void handleTwo() {
        kit.handle(TestRequest.post("/orders"), () -> {
            after(named("audit"), () -> {});
            after(named("mail"), () -> {});
        });
    }

    @Test
    void tasksOfAResponseThatWasNotFinished() {
        handleTwo();
        assertClosing()
                .hasMessage(
                        "2 tasks waited for a finish that never came: 'audit' of POST /orders, 'mail' of POST /orders; call finish()");
        assertThat(kit.pending()).containsExactly("audit", "mail"); // closing has run nothing
    }

    @Test
    void tasksThatWereHeld() {
        kit.hold();
        handleTwo();
        kit.finish();
        kit.runNext();
        assertClosing()
                .hasMessage("1 task waited after the finish and never ran: 'mail' of POST /orders; call runTasks()");
    }

    @Test
    void stagesThatDidNotComplete() {
        kit.handle(() -> {
            after(named("started"), () -> new CompletableFuture<Void>());
            after(named("running"), new CompletableFuture<Void>());
        });
        kit.finish();
        assertClosing()
                .hasMessage(
                        "2 tasks did not end: 'started' of GET /, 'running' of GET /; complete what the test holds back and call runTasks(), or call awaitTasks()");
    }

    @Test
    void r19_failuresThatNobodyAskedFor() {
        IllegalStateException noRoute = new IllegalStateException("no route to host");
        ArithmeticException byZero = new ArithmeticException("/ by zero");
        kit.handle(() -> {
            after(named("mail"), () -> {
                throw noRoute;
            });
            after(named("sum"), () -> {
                throw byZero;
            });
            after(named("known"), () -> {
                throw new IllegalStateException();
            });
        });
        kit.finish();
        kit.assertFailed("known");
        assertClosing()
                .hasMessage("Task 'mail' of GET / ended FAILED (if the test wants that, call assertFailed(\"mail\")):"
                        + " java.lang.IllegalStateException: no route to host\n"
                        + "Task 'sum' of GET / ended FAILED (if the test wants that, call assertFailed(\"sum\")):"
                        + " java.lang.ArithmeticException: / by zero")
                .hasCause(noRoute)
                .hasSuppressedException(byZero);
    }

    @Test
    void r21_otherBadEndsThatNobodyAskedFor() {
        kit.handle(() -> after(named("slow"), () -> new CompletableFuture<Void>()));
        kit.finish();
        kit.advance(Duration.ofSeconds(31));
        assertClosing()
                .hasMessage(
                        "Task 'slow' of GET / ended TIMED_OUT (if the test wants that, call assertEnded(\"slow\", TIMED_OUT))");
    }

    @Test
    void severalTasksOfOneNameAreAskedForAtOnce() {
        kit.handle(() -> {
            for (String letter : new String[] {"a", "b"})
                after(named("mail"), () -> {
                    throw new IllegalStateException(letter);
                });
        });
        kit.finish();
        assertThat(kit.assertFailed("mail")).hasMessage("a");
        assertThatNoException().isThrownBy(kit::close);
    }

    @Test
    void aTestWithoutTasksNeedsNoFinish() {
        kit.handle(() -> 7);
        assertThatNoException().isThrownBy(kit::close);
    }

    @Test
    void closingTwiceComplainsOnce() {
        handleTwo();
        assertClosing();
        assertThatNoException().isThrownBy(kit::close);
    }

    @Test
    void askingForAnEndThatDidNotComeSaysWhatCame() {
        handleTwo();
        assertThatThrownBy(() -> kit.assertEnded("male", SUCCEEDED))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("No task 'male' was registered; registered are [audit, mail]");
        assertThatThrownBy(() -> kit.assertFailed("mail"))
                .hasMessage("No task 'mail' ended FAILED, but: 'mail' of POST /orders has not begun");
        IllegalStateException full = new IllegalStateException("disk full");
        kit.handle(() -> {
            after(named("mail"), () -> new CompletableFuture<Void>());
            after(named("index"), () -> {
                throw full;
            });
        });
        kit.finish();
        assertThatThrownBy(() -> kit.assertEnded("mail", TIMED_OUT))
                .hasMessage(
                        "No task 'mail' ended TIMED_OUT, but: 'mail' of POST /orders ended SUCCEEDED, 'mail' of GET /"
                                + " has begun and not ended");
        assertThatThrownBy(() -> kit.assertEnded("index", SUCCEEDED))
                .hasMessageContaining("'index' of GET / ended FAILED with java.lang.IllegalStateException: disk full")
                .hasSuppressedException(full);
        kit.drain();
        kit.assertEnded("mail", ABANDONED);
        kit.assertEnded("index", FAILED);
        kit.close();
    }
}
