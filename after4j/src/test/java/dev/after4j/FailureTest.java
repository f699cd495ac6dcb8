package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Logged;
import dev.after4j.fixtures.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** R18 and R19: a failing task harms nothing and is reported once. */
class FailureTest {
    private final List<Object> log = new ArrayList<>();

    @Test
    void r18_anyThrowableLeavesTheSiblingsAlone() {
        Fixture fixture = new Fixture();
        fixture.exchange(() -> {
            after(() -> {
                throw new StackOverflowError();
            });
            after((AsyncAfterTask) () -> {
                throw new NoClassDefFoundError("gone");
            });
            after(() -> log.add("sibling"));
        });
        assertThat(log).containsExactly("sibling");
        assertThat(fixture.runtime.ended(TaskEnd.Kind.FAILED)).isEqualTo(2);
    }

    @Test
    void r18_aConditionThatThrowsFailsItsTaskOnly() {
        Fixture fixture = new Fixture();
        TaskOptions broken = TaskOptions.named("broken").onlyWhen(outcome -> {
            throw new IllegalStateException("condition");
        });
        fixture.exchange(() -> {
            after(broken, () -> log.add("never"));
            after(() -> log.add("sibling"));
        });
        assertThat(log).containsExactly("sibling");
        assertThat(fixture.recorder.summary().get(0)).isEqualTo("broken FAILED");
    }

    @Test
    void r19_reportedOnceToTheLogWithNameScopeAndStackTrace() {
        Fixture fixture = new Fixture();
        IllegalStateException cause = new IllegalStateException("smtp");
        try (Logged logged = new Logged()) {
            fixture.exchange(() -> after(TaskOptions.named("mail"), () -> {
                throw cause;
            }));
            assertThat(logged.lines(Level.ERROR)).containsExactly("Task 'mail' of POST /orders/7 failed");
            assertThat(((ThrowableProxy) logged.at(Level.ERROR).get(0).getThrowableProxy()).getThrowable())
                    .isSameAs(cause);
        }
        assertThat(fixture.recorder.only().end().error()).containsSame(cause);
    }

    @Test
    void r19_theErrorOfAStageIsItsCauseNotItsWrapping() {
        Fixture fixture = new Fixture();
        IllegalStateException cause = new IllegalStateException("smtp");
        fixture.exchange(() -> after(() -> CompletableFuture.failedFuture(new CompletionException(cause))));
        assertThat(fixture.recorder.only().end().error()).containsSame(cause);
    }

    @Test
    void r19_aListenerThatThrowsIsLoggedAndIgnored() {
        Recorder second = new Recorder();
        AfterListener broken = new AfterListener() {
            @Override
            public void started(TaskInfo task) {
                throw new IllegalStateException("started");
            }

            @Override
            public void ended(TaskInfo task, TaskEnd end) {
                throw new IllegalStateException("ended");
            }
        };
        Fixture fixture = new Fixture(options -> options.listener(broken).listener(second));
        try (Logged logged = new Logged()) {
            fixture.exchange(() -> after(() -> log.add("ran")));
            assertThat(logged.lines(Level.ERROR)).hasSize(2).allMatch(line -> line.contains("listener"));
        }
        assertThat(log).containsExactly("ran");
        assertThat(second.only().end().kind()).isEqualTo(TaskEnd.Kind.SUCCEEDED);
    }

    @Test
    void r19_listenersAreNeverCalledOnTheRequestsThread() {
        Fixture fixture = new Fixture();
        CompletableFuture<Void> running = new CompletableFuture<>();
        fixture.handle(() -> after(running)).finish(Outcome.completed(200));
        running.completeExceptionally(new IllegalStateException("on a thread of the server"));
        assertThat(fixture.recorder.ends()).isEmpty();
        fixture.threads.runAll();
        assertThat(fixture.recorder.only().end().kind()).isEqualTo(TaskEnd.Kind.FAILED);
    }

    @Test
    void r19_startedIsToldBeforeTheBodyAndEndedAfterIt() {
        AfterListener telling = new AfterListener() {
            @Override
            public void started(TaskInfo task) {
                log.add("started " + task.name());
            }

            @Override
            public void ended(TaskInfo task, TaskEnd end) {
                log.add("ended " + task.name());
            }
        };
        new Fixture(options -> options.listener(telling))
                .exchange(() -> after(TaskOptions.named("mail"), () -> log.add("body")));
        assertThat(log).containsExactly("started mail", "body", "ended mail");
    }
}
