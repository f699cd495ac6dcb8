package dev.after4j.app.test;

import dev.after4j.app.App;
import dev.after4j.app.test.Matrix.Way;
import dev.after4j.app.test.Site.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A site with error pages: what is shown, and what has run, when parts of it end in every way. */
final class ErrorMatrix {
    /** What fails, the first time that it runs; what is shown then; what runs. */
    private static final String SHOWN = """
            ROOT_METADATA             plain       ROOT_METADATA
            NESTED_METADATA           [outer]     ROOT_METADATA NESTED_METADATA ERROR_METADATA ROOT ERROR_PAGE
            METADATA                  [(inner)]   ROOT_METADATA NESTED_METADATA METADATA ERROR_METADATA ROOT NESTED ERROR_PAGE
            ROOT                      plain       ROOT_METADATA NESTED_METADATA METADATA ROOT
            NESTED                    [outer]     ROOT_METADATA NESTED_METADATA METADATA ROOT NESTED ERROR_METADATA ERROR_PAGE
            PAGE                      [(inner)]   ROOT_METADATA NESTED_METADATA METADATA ROOT NESTED PAGE ERROR_METADATA ERROR_PAGE
            COMPONENT                 [(inner)]   ROOT_METADATA NESTED_METADATA METADATA ROOT NESTED PAGE COMPONENT ERROR_METADATA ERROR_PAGE
            METADATA+ERROR_METADATA   [outer]     ROOT_METADATA NESTED_METADATA METADATA ERROR_METADATA ERROR_METADATA ROOT ERROR_PAGE
            METADATA+ERROR_PAGE       [outer]     ROOT_METADATA NESTED_METADATA METADATA ERROR_METADATA ROOT NESTED ERROR_PAGE ERROR_METADATA ERROR_PAGE
            PAGE+ERROR_METADATA       [outer]     ROOT_METADATA NESTED_METADATA METADATA ROOT NESTED PAGE ERROR_METADATA ERROR_METADATA ERROR_PAGE
            PAGE+ERROR_PAGE           [outer]     ROOT_METADATA NESTED_METADATA METADATA ROOT NESTED PAGE ERROR_METADATA ERROR_PAGE ERROR_METADATA ERROR_PAGE
            """;

    record Cell(List<Part> failing, Way way, int status, String body, List<Part> ran) {
        @Override
        public String toString() {
            return way + " in " + failing;
        }
    }

    private ErrorMatrix() {}

    static App site(Site.Code code) {
        return Site.of(code)
                .errorPage("/", Site.errorPage(code, "outer"))
                .errorPage("/here", Site.errorPage(code, "inner"))
                .notFound("/here", Site.errorPage(code, "missing"))
                .build();
    }

    static Stream<Cell> cells() {
        return SHOWN.lines()
                .map(line -> line.strip().split("\\s+"))
                .flatMap(row -> Arrays.stream(Way.values())
                        .filter(way -> way != Way.NORMAL)
                        .map(way -> cell(row, way)));
    }

    private static Cell cell(String[] row, Way way) {
        List<Part> failing = parts(row[0].split("\\+"));
        List<Part> ran = parts(Arrays.copyOfRange(row, 2, row.length));
        int status = way.status();
        if (status < 400) return new Cell(failing, way, status, "", ran.subList(0, ran.indexOf(failing.get(0)) + 1));
        String shown = way == Way.NOT_FOUND ? row[1].replace("inner", "missing") : row[1];
        return new Cell(failing, way, status, shown.equals("plain") ? Matrix.plain(status) : shown, ran);
    }

    private static List<Part> parts(String... names) {
        return Arrays.stream(names).map(Part::valueOf).toList();
    }

    /** The parts of {@code cell} fail the first time that they run; {@code before} runs in every part, and before that. */
    static Site.Code failing(Cell cell, Site.Code before) {
        List<Part> left = new ArrayList<>(cell.failing);
        return part -> {
            before.at(part);
            if (left.remove(part)) cell.way.take(true);
        };
    }
}
