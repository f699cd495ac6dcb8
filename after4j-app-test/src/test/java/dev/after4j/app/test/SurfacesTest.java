package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.app.CurrentResponse.responseCookies;
import static dev.after4j.app.CurrentResponse.responseHeaders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.Outcome;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.Result;
import dev.after4j.app.Signal;
import dev.after4j.app.test.Matrix.Way;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every surface, and every way in which its code can end: the response, and the tasks that were registered before. */
@ExtendWith(AfterExtension.class)
class SurfacesTest {
    private final AfterKit after;
    private final List<Outcome> outcomes = new ArrayList<>();

    SurfacesTest(AfterKit after) {
        this.after = after;
    }

    private AppClient client(Where where, Way way, boolean thrown) {
        return AppClient.of(where.app(() -> run(where, way, thrown)).build(), after);
    }

    private Result run(Where where, Way way, boolean thrown) {
        after(named("early"), () -> outcomes.add(After.outcome()));
        if (where.setsHeaders()) {
            responseHeaders().set("x-early", "set");
            responseCookies().set(ResponseCookie.of("early", "baked"));
        }
        return way.take(thrown);
    }

    @ParameterizedTest(name = "{0} {1} thrown: {2} is {3}")
    @MethodSource("dev.after4j.app.test.Matrix#cells")
    void r07_theResponseIsTheWaysAndTheTasksOfBeforeRunAndSeeIt(Where where, Way way, boolean thrown, String cell) {
        AppResponse response = where.ask(client(where, way, thrown));
        boolean isBroken = cell.endsWith("!");
        int status = Integer.parseInt(cell.replace("!", ""));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.isBrokenOff()).isEqualTo(isBroken);
        assertThat(response.text()).isEqualTo(Matrix.body(where, way, status));
        assertThat(response.header("location")).isEqualTo(status / 100 == 3 ? opt("/there") : opt(null));
        assertThat(response.header("x-frame-options")).contains("SAMEORIGIN");
        if (where.setsHeaders()) {
            assertThat(response.header("x-early")).contains("set");
            assertThat(response.cookie("early")).contains("baked");
        }

        assertThat(after.registered()).containsExactly("early");
        assertThat(after.started()).isEmpty();
        after.finish();
        Outcome outcome = outcomes.get(0);
        assertThat(outcome.kind()).isEqualTo(isBroken ? Outcome.Kind.FAILED : Outcome.Kind.COMPLETED);
        assertThat(outcome.status()).hasValue(status);
        boolean isFailure = way == Way.EXCEPTION || isBroken || (where == Where.ERROR && way != Way.NORMAL);
        assertThat(outcome.error().isPresent()).isEqualTo(isFailure);
        if (way == Way.EXCEPTION)
            assertThat(outcome.error()).get().hasToString("java.lang.IllegalStateException: a secret");
    }

    private static java.util.Optional<String> opt(String value) {
        return java.util.Optional.ofNullable(value);
    }

    @ParameterizedTest
    @EnumSource
    void r07_theClientIsGone(Where where) {
        AppResponse response = where.ask(client(where, Way.NORMAL, false).leavingAfter(where == Where.BEGUN ? 1 : 0));
        assertThat(response.isBrokenOff()).isTrue();
        assertThat(response.text()).isEqualTo(where == Where.BEGUN ? "h" : "");
        after.finish();
        Outcome outcome = outcomes.get(0);
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ABORTED);
        assertThat(outcome.status()).hasValue(where.statusOfHello());
        assertThat(outcome.error()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void r19_aSignalInsideATaskIsAFailureAndLeavesTheResponse(Where where) {
        AppClient client = AppClient.of(
                where.app(() -> {
                            after(named("redirect"), () -> {
                                throw Signal.redirect("/there");
                            });
                            after(named("missing"), () -> {
                                throw Signal.notFound();
                            });
                            return Response.text("hello");
                        })
                        .build(),
                after);
        AppResponse response = where.ask(client);
        after.finish();
        assertThat(response.text()).isEqualTo(where.hello());
        assertThat(response.header("location")).isEmpty();
        assertThat(after.assertFailed("redirect")).isInstanceOf(Signal.class).hasMessage("redirect to /there");
        assertThat(after.assertFailed("missing")).isInstanceOf(Signal.class);
    }
}
