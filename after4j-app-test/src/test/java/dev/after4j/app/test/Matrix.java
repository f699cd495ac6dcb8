package dev.after4j.app.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.Response;
import dev.after4j.app.Result;
import dev.after4j.app.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every surface, and every way in which its code can end. */
final class Matrix {
    /** Statuses; what ends with an exclamation mark is broken off. The error handler answers a 409. */
    private static final String STATUSES = """
                         PROXY ACTION ROUTE AGAIN STREAM BEGUN ERROR PAGE_METADATA LAYOUT_METADATA ROOT_LAYOUT NESTED_LAYOUT PAGE COMPONENT PAGE_AGAIN ERROR_PAGE NOT_FOUND_PAGE
            NORMAL       200   200    200   422   200    200   409    200           200             200         200           200  200       422        409        404
            REDIRECT     307   303    307   303   307    200!  409    307           307             307         307           307  307       303        307        307
            PERMANENT    308   303    308   303   308    200!  409    308           308             308         308           308  308       303        308        308
            NOT_FOUND    404   404    404   404   404    200!  409    404           404             404         404           404  404       404        404        404
            FORBIDDEN    403   403    403   403   403    200!  409    403           403             403         403           403  403       403        403        403
            UNAUTHORIZED 401   401    401   401   401    200!  409    401           401             401         401           401  401       401        401        401
            MISTAKE      429   429    429   429   429    200!  409    429           429             429         429           429  429       429        429        429
            EXCEPTION    500   500    500   500   500    200!  409    500           500             500         500           500  500       500        500        500
            """;

    enum Way {
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

        /** For GET. */
        int status() {
            return end.get() instanceof Signal signal ? signal.status() : 500;
        }

        boolean isSignal() {
            return end.get() instanceof Signal;
        }
    }

    static Stream<Arguments> cells() {
        List<String[]> rows =
                STATUSES.lines().map(line -> line.strip().split("\\s+")).toList();
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

    private Matrix() {}

    static String body(Where where, Way way, int status) {
        if (way == Way.NORMAL) return where.hello();
        return where == Where.BEGUN ? "h" : plain(status);
    }

    /** Without error pages. */
    static String plain(int status) {
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
}
