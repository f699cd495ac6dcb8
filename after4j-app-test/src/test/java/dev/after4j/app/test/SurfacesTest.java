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
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every surface, and every way in which its code can end: the response, and the tasks that were registered before. */
@ExtendWith(AfterExtension.class)
class SurfacesTest {
    /** Statuses; what ends with an exclamation mark is broken off. The error handler answers a 409. */
    private static final String MATRIX = """
                         PROXY ACTION ROUTE AGAIN STREAM BEGUN ERROR
            NORMAL       200   200    200   422   200    200   409
            REDIRECT     307   303    307   303   307    200!  409
            PERMANENT    308   303    308   303   308    200!  409
            NOT_FOUND    404   404    404   404   404    200!  409
            FORBIDDEN    403   403    403   403   403    200!  409
            UNAUTHORIZED 401   401    401   401   401    200!  409
            MISTAKE      429   429    429   429   429    200!  409
            EXCEPTION    500   500    500   500   500    200!  409
            """;

    private enum Way {
        NORMAL(() -> null),
        REDIRECT(() -> Signal.redirect("/there")),
        PERMANENT(() -> Signal.permanentRedirect("/there")),
        NOT_FOUND(Signal::notFound),
        FORBIDDEN(Signal::forbidden),
        UNAUTHORIZED(Signal::unauthorized),
        MISTAKE(() -> Signal.of(429, "Wait a second")),
        EXCEPTION(() -> new IllegalStateException("a secret"));

        private final Supplier<RuntimeException> end;

        Way(Supplier<RuntimeException> end) {
            this.end = end;
        }

        Result take(boolean thrown) {
            RuntimeException ends = end.get();
            if (ends == null) return Response.text("hello");
            if (thrown) throw ends;
            return (Signal) ends;
        }

        boolean isSignal() {
            return end.get() instanceof Signal;
        }
    }

    static Stream<Arguments> cells() {
        List<String[]> rows =
                MATRIX.lines().map(line -> line.strip().split("\\s+")).toList();
        Where[] columns = Arrays.stream(rows.get(0)).map(Where::valueOf).toArray(Where[]::new);
        assertThat(columns).containsExactlyInAnyOrder(Where.values());
        assertThat(rows).hasSize(1 + Way.values().length);
        return rows.stream().skip(1).flatMap(row -> cells(Way.valueOf(row[0]), columns, row));
    }

    private static Stream<Arguments> cells(Way way, Where[] columns, String[] row) {
        Stream.Builder<Arguments> cells = Stream.builder();
        for (int i = 0; i < columns.length; i++) {
            cells.add(Arguments.of(columns[i], way, true, row[i + 1]));
            boolean returns = columns[i].ordinal() <= Where.AGAIN.ordinal();
            if (returns && way.isSignal()) cells.add(Arguments.of(columns[i], way, false, row[i + 1]));
        }
        return cells.build();
    }

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
        if (where != Where.BEGUN) {
            responseHeaders().set("x-early", "set");
            responseCookies().set(ResponseCookie.of("early", "baked"));
        }
        return way.take(thrown);
    }

    @ParameterizedTest(name = "{0} {1} thrown: {2} is {3}")
    @MethodSource("cells")
    void r07_theResponseIsTheWaysAndTheTasksOfBeforeRunAndSeeIt(Where where, Way way, boolean thrown, String cell) {
        AppResponse response = where.ask(client(where, way, thrown));
        boolean isBroken = cell.endsWith("!");
        int status = Integer.parseInt(cell.replace("!", ""));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.isBrokenOff()).isEqualTo(isBroken);
        assertThat(response.text()).isEqualTo(body(where, way, status));
        assertThat(response.header("location")).isEqualTo(status / 100 == 3 ? opt("/there") : opt(null));
        assertThat(response.header("x-frame-options")).contains("SAMEORIGIN");
        if (where != Where.BEGUN) {
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
    }

    private static java.util.Optional<String> opt(String value) {
        return java.util.Optional.ofNullable(value);
    }

    private static String body(Where where, Way way, int status) {
        if (way == Way.NORMAL) return "hello";
        if (where == Where.BEGUN) return "h";
        return switch (status) {
            case 401 -> "401 Unauthorized\n";
            case 403 -> "403 Forbidden\n";
            case 404 -> "404 Not Found\n";
            case 409 -> "409 Conflict: busy\n";
            case 429 -> "429 Too Many Requests: Wait a second\n";
            case 500 -> "500 Internal Server Error\n";
            default -> "";
        };
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
        assertThat(outcome.status()).hasValue(where == Where.AGAIN ? 422 : where == Where.ERROR ? 409 : 200);
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
        assertThat(response.text()).isEqualTo("hello");
        assertThat(response.header("location")).isEmpty();
        assertThat(after.assertFailed("redirect")).isInstanceOf(Signal.class).hasMessage("redirect to /there");
        assertThat(after.assertFailed("missing")).isInstanceOf(Signal.class);
    }
}
