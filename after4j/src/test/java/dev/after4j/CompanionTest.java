package dev.after4j;

import static dev.after4j.After.after;
import static dev.after4j.fixtures.Requests.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Hurried;
import dev.after4j.fixtures.Logged;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** R08, R27: what a framework gives tasks along hears of their end, whichever it is. */
class CompanionTest {
    private final List<String> log = new ArrayList<>();
    private final List<Companion> made = new ArrayList<>();
    private final Surface surface = HANDLER.accompanied(Companion::new);
    private final Fixture fixture = new Fixture(this::listened);

    private final class Companion implements Surface.Companion {
        final int number = made.size() + 1;

        Companion() {
            made.add(this);
        }

        @Override
        public void ended(Supplier<TaskInfo> task, TaskEnd.Kind kind, @Nullable Throwable error) {
            log.add("companion " + number + " of " + task.get().name() + " " + kind
                    + (error == null ? "" : " " + error.getMessage()));
        }
    }

    private void listened(AfterRuntime.Builder options) {
        options.listener(new AfterListener() {
            @Override
            public void ended(TaskInfo task, TaskEnd end) {
                log.add("listener " + task.name() + " " + end.kind());
            }
        });
    }

    private AfterScope tasksOf(OpenScope scope) {
        return scope.scope(surface);
    }

    private void finish(Fixture of, OpenScope scope) {
        scope.finish(Outcome.completed(500));
        assertThat(log).isEmpty();
        of.threads.runAll();
    }

    private void assertToldOnceAndFirst(String name, TaskEnd.Kind kind) {
        assertThat(log)
                .containsSubsequence("companion 1 of " + name + " " + kind, "listener " + name + " " + kind)
                .hasSize(2);
    }

    @Test
    void r08_itHearsOfASuccess() {
        OpenScope scope = fixture.open();
        tasksOf(scope).after(TaskOptions.named("mail"), () -> {});
        finish(fixture, scope);
        assertToldOnceAndFirst("mail", TaskEnd.Kind.SUCCEEDED);
    }

    @Test
    void r08_itHearsOfAFailureAndWhatItWas() {
        OpenScope scope = fixture.open();
        tasksOf(scope).after(TaskOptions.named("mail"), () -> {
            throw new IllegalStateException("no stamp");
        });
        finish(fixture, scope);
        assertThat(log).containsExactly("companion 1 of mail FAILED no stamp", "listener mail FAILED");
    }

    @Test
    void r08_itHearsOfTheEndOfAStage() {
        OpenScope scope = fixture.open();
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<Void> running = new CompletableFuture<>();
        tasksOf(scope).after(TaskOptions.named("started"), () -> started);
        tasksOf(scope).after(TaskOptions.named("running"), running);
        finish(fixture, scope);
        started.complete(null);
        running.completeExceptionally(new IllegalStateException("no stamp"));
        assertThat(log).isEmpty();
        fixture.threads.runAll();
        assertThat(log)
                .containsExactly(
                        "companion 1 of started SUCCEEDED",
                        "listener started SUCCEEDED",
                        "companion 2 of running FAILED no stamp",
                        "listener running FAILED");
    }

    @Test
    void r08_itHearsOfASkip() {
        OpenScope scope = fixture.open();
        tasksOf(scope).after(TaskOptions.named("mail").onlyWhen(Outcome::successful), () -> {});
        finish(fixture, scope);
        assertToldOnceAndFirst("mail", TaskEnd.Kind.SKIPPED);
    }

    @Test
    void r08_itHearsOfATimeOut() {
        OpenScope scope = fixture.open();
        tasksOf(scope).after(TaskOptions.named("mail"), () -> new CompletableFuture<Void>());
        finish(fixture, scope);
        fixture.time.advance(Duration.ofSeconds(31));
        fixture.threads.runAll();
        assertToldOnceAndFirst("mail", TaskEnd.Kind.TIMED_OUT);
    }

    @Test
    void r08_itHearsOfARejection() {
        Fixture full = new Fixture(options -> {
            listened(options);
            options.maxRunning(1).maxWaiting(0);
        });
        OpenScope scope = full.open();
        scope.scope(HANDLER).after(() -> new CompletableFuture<Void>());
        tasksOf(scope).after(TaskOptions.named("mail"), () -> {});
        finish(full, scope);
        assertToldOnceAndFirst("mail", TaskEnd.Kind.REJECTED);
    }

    @Test
    void r08_itHearsOfAnAbandonment() {
        Fixture hurried = new Fixture(options -> {
            listened(options);
            options.time(new Hurried());
        });
        OpenScope scope = hurried.open();
        tasksOf(scope).after(TaskOptions.named("mail"), () -> {});
        hurried.runtime.drain();
        assertToldOnceAndFirst("mail", TaskEnd.Kind.ABANDONED);
    }

    @Test
    void r24_itHearsOfADiscarding() {
        OpenScope scope = fixture.open();
        tasksOf(scope).after(TaskOptions.named("mail"), () -> {});
        scope.discard();
        assertThat(log).isEmpty();
        fixture.threads.runAll();
        assertToldOnceAndFirst("mail", TaskEnd.Kind.DISCARDED);
    }

    private static Companion here() {
        return Surface.bound().orElseThrow().held(Companion.class).orElseThrow();
    }

    @Test
    void r27_eachTaskHasOneOfItsOwnNestedOnesToo() {
        OpenScope scope = fixture.open();
        tasksOf(scope).after(TaskOptions.named("outer"), () -> {
            log.add("outer with " + here().number);
            after(TaskOptions.named("nested"), () -> log.add("nested with " + here().number));
            log.add("outer with " + here().number);
        });
        finish(fixture, scope);
        assertThat(log)
                .containsExactly(
                        "outer with 1",
                        "outer with 1",
                        "companion 1 of outer SUCCEEDED",
                        "listener outer SUCCEEDED",
                        "nested with 2",
                        "companion 2 of nested SUCCEEDED",
                        "listener nested SUCCEEDED");
    }

    @Test
    void theCodeOfTheSurfaceItselfHasNone() {
        fixture.exchange(() -> {
            try (OpenScope.Entered entered = surface.enter()) {
                assertThat(entered).isNotNull();
                log.add("has one: "
                        + Surface.bound().orElseThrow().held(Companion.class).isPresent());
            }
        });
        assertThat(log).containsExactly("has one: false");
        assertThat(made).isEmpty();
    }

    @Test
    void r18_oneThatThrowsIsLoggedAndNothingElseHappens() {
        Surface broken = HANDLER.accompanied(() -> (task, kind, error) -> {
            throw new IllegalStateException("companion");
        });
        OpenScope scope = fixture.open();
        scope.scope(broken).after(TaskOptions.named("mail"), () -> log.add("ran"));
        scope.finish(Outcome.completed(200));
        try (Logged logged = new Logged()) {
            fixture.threads.runAll();
            assertThat(logged.lines(Level.ERROR)).singleElement().asString().contains("a companion threw");
        }
        assertThat(log).containsExactly("ran", "listener mail SUCCEEDED");
        assertThat(fixture.runtime.pending()).isZero();
    }

    @Test
    void whoMakesNoneRegistersNothing() {
        AfterScope scope = fixture.open().scope(HANDLER.accompanied(() -> {
            throw new IllegalStateException("no companion");
        }));
        assertThatThrownBy(() -> scope.after(() -> {})).hasMessage("no companion");
        assertThat(fixture.runtime.registered()).isZero();
    }

    @Test
    void itHearsOfTheEndBeforeTheScopeSettles() {
        OpenScope scope = fixture.open();
        List<Boolean> settled = new ArrayList<>();
        scope.scope(HANDLER.accompanied(() -> (task, kind, error) ->
                        settled.add(scope.settled().toCompletableFuture().isDone())))
                .after(() -> {});
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(settled).containsExactly(false);
        assertThat(scope.settled().toCompletableFuture()).isCompleted();
    }
}
