package dev.after4j;

import static dev.after4j.After.after;
import static dev.after4j.fixtures.Requests.HANDLER;
import static dev.after4j.fixtures.Requests.RENDERING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.Collected;
import dev.after4j.fixtures.Fixture;
import dev.after4j.fixtures.Hurried;
import dev.after4j.spi.OpenScope;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R25: a scope whose finish is that of another. */
class FollowingTest {
    private final Fixture fixture = new Fixture();
    private final OpenScope request = fixture.open();
    private final List<Object> log = new ArrayList<>();

    /** A page whose task notes how the render ended. */
    private OpenScope page(Fixture of, String name) {
        OpenScope page = OpenScope.open(of.runtime, name, AfterScope.Reason.FIRST_RENDER);
        page.scope(RENDERING).after(() -> log.add(name + " " + After.outcome()));
        return page;
    }

    private void follow(OpenScope page, OpenScope other) {
        page.finishAfter(other.scope(HANDLER), Outcome.completed(200));
        fixture.threads.runAll();
    }

    @Test
    void r25_tasksRunWhenTheResponseIsFinishedWithTheOutcomeOfTheRender() {
        OpenScope page = page(fixture, "/teas");
        follow(page, request);
        assertThat(log).isEmpty();
        assertThat(page.scope(RENDERING).outcome()).isEmpty();
        request.finish(Outcome.aborted(0));
        assertThat(log).isEmpty();
        fixture.threads.runAll();
        assertThat(log).containsExactly("/teas COMPLETED 200");
    }

    @Test
    void r25_atOnceIfTheResponseHasBeenFinished() {
        request.finish(Outcome.completed(200));
        follow(page(fixture, "/teas"), request);
        assertThat(log).containsExactly("/teas COMPLETED 200");
    }

    @Test
    void r25_alsoIfTheOtherIsThrownAway() {
        OpenScope other = fixture.open();
        follow(page(fixture, "/before"), other);
        other.discard();
        fixture.threads.runAll();
        assertThat(log).containsExactly("/before COMPLETED 200");
        follow(page(fixture, "/after"), other);
        assertThat(log).containsExactly("/before COMPLETED 200", "/after COMPLETED 200");
    }

    @Test
    void r25_afterTheTasksOfTheResponseItself() {
        OpenScope first = page(fixture, "/first");
        OpenScope second = page(fixture, "/second");
        follow(first, request);
        follow(second, request);
        fixture.enter(request, () -> after(() -> log.add("own")));
        request.finish(Outcome.completed(200));
        request.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly("own", "/first COMPLETED 200", "/second COMPLETED 200");
    }

    @Test
    void r25_insideATaskTheOtherHasFinished() {
        OpenScope page = page(fixture, "/teas");
        fixture.exchange(() -> after(() -> {
            page.finishAfter(After.scope(), Outcome.completed(200));
            log.add("task");
        }));
        assertThat(log).containsExactly("task", "/teas COMPLETED 200");
    }

    @Test
    void r25_whoFollowsItselfWaitsForItsFinish() {
        OpenScope page = page(fixture, "/teas");
        follow(page, page);
        assertThat(log).isEmpty();
        page.finish(Outcome.completed(201));
        fixture.threads.runAll();
        assertThat(log).containsExactly("/teas COMPLETED 201");
    }

    @Test
    void r24_whatIsThrownAwayMeanwhileStaysSo() {
        OpenScope page = page(fixture, "/teas");
        follow(page, request);
        page.discard();
        request.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(fixture.runtime.ended(TaskEnd.Kind.DISCARDED)).isEqualTo(1);
        assertThat(log).isEmpty();
    }

    @Test
    void r22_aDrainDoesNotWaitForAResponseThatNeverFinishes() throws Exception {
        OpenScope page = page(fixture, "/teas");
        follow(page, request);
        Thread drain = new Thread(fixture.runtime::drain);
        drain.start();
        while (fixture.runtime.pending() > 0) fixture.threads.runAll();
        drain.join();
        assertThat(log).containsExactly("/teas ABORTED");
        request.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).hasSize(1);
    }

    @Test
    void r22_whoFollowsAfterTheDrainIsAbandoned() {
        Fixture drained = new Fixture(options -> options.time(new Hurried()));
        drained.runtime.drain();
        OpenScope page = page(drained, "/teas");
        follow(page, drained.open());
        while (drained.runtime.pending() > 0) Thread.onSpinWait();
        assertThat(drained.runtime.ended(TaskEnd.Kind.ABANDONED)).isEqualTo(1);
    }

    @Test
    void whatHasFinishedKeepsNobodyThatFollowed() throws Exception {
        OpenScope other = fixture.open();
        Collected.await(List.of(followed(other)));
        assertThat(other.scope(HANDLER).outcome()).isPresent();
    }

    /** In a frame of its own, so that no local of the test holds what must go. */
    private WeakReference<OpenScope> followed(OpenScope other) {
        OpenScope page = OpenScope.open(fixture.runtime, "/teas", AfterScope.Reason.FIRST_RENDER);
        page.finishAfter(other.scope(HANDLER), Outcome.completed(200));
        other.finish(Outcome.completed(200));
        return new WeakReference<>(page);
    }
}
