package dev.after4j.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The routes of a build as a table: plain text, for terminals and logs. */
final class RouteTable {
    private static final int SHOWN_PATHS = 3;
    private static final List<String> TITLES = List.of("Route", "Pages", "Revalidate", "Size", "gzip", "Time", "Tasks");

    /** Cells; or a name, and a remark over all other columns. */
    private record Row(List<String> cells, Optional<String> remark) {}

    private final List<Row> rows = new ArrayList<>();

    private RouteTable() {}

    static List<String> of(List<RouteReport> routes) {
        RouteTable table = new RouteTable();
        table.rows.add(new Row(TITLES, Optional.empty()));
        for (int at = 0; at < routes.size(); at++) table.add(routes.get(at), branch(at, routes.size()));
        return table.lines();
    }

    private static String branch(int at, int size) {
        if (size == 1) return "─";
        return at == 0 ? "┌" : at < size - 1 ? "├" : "└";
    }

    private void add(RouteReport route, String branch) {
        String name = branch + " " + mark(route) + " " + route.source.pattern();
        Optional<String> remark = remark(route);
        if (remark.isPresent()) {
            rows.add(new Row(List.of(name), remark));
            return;
        }
        List<PageReport> kept = route.kept();
        rows.add(row(name, String.valueOf(kept.size()), kept));
        if (route.hasParameters()) addPaths(kept, branch.equals("└") || branch.equals("─") ? " " : "│");
    }

    private static Optional<String> remark(RouteReport route) {
        if (route.hasFailed()) return Optional.of("failed");
        if (route.need().isPresent()) return route.need();
        if (route.isDynamic()) return Optional.of("not prerendered: Prerender.NEVER");
        if (!route.kept().isEmpty()) return Optional.empty();
        return Optional.of(
                !route.hasParameters()
                        ? "has no page to keep"
                        : route.source.prerender().isOnlyListed()
                                ? "no paths are listed"
                                : "no paths are listed; rendered when first asked for");
    }

    private static String mark(RouteReport route) {
        if (route.hasFailed()) return "✗";
        if (route.isDynamic()) return "ƒ";
        return route.hasParameters() ? "●" : "○";
    }

    private void addPaths(List<PageReport> kept, String line) {
        for (PageReport page : kept.subList(0, Math.min(SHOWN_PATHS, kept.size())))
            rows.add(row(line + "     " + page.path, "", List.of(page)));
        if (kept.size() > SHOWN_PATHS)
            rows.add(new Row(List.of(line + "     and " + (kept.size() - SHOWN_PATHS) + " more"), Optional.empty()));
    }

    private static Row row(String name, String count, List<PageReport> pages) {
        List<PageReport.Kept> kept =
                pages.stream().flatMap(page -> page.kept().stream()).toList();
        Optional<Duration> age =
                kept.stream().flatMap(page -> page.age().stream()).min(Comparator.naturalOrder());
        int tasks = pages.stream().mapToInt(page -> page.tasks.get()).sum();
        return new Row(
                List.of(
                        name,
                        count,
                        age.map(Durations::text).orElse(""),
                        size(kept.stream().mapToLong(PageReport.Kept::bytes).sum()),
                        size(kept.stream().mapToLong(PageReport.Kept::gzipBytes).sum()),
                        Durations.measured(
                                pages.stream().mapToLong(page -> page.nanos).sum()),
                        tasks == 0 ? "" : String.valueOf(tasks)),
                Optional.empty());
    }

    private static String size(long bytes) {
        if (bytes < 1_000) return bytes + " B";
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private List<String> lines() {
        int[] widths = new int[TITLES.size()];
        for (Row row : rows)
            for (int at = 0; at < row.cells.size(); at++)
                widths[at] = Math.max(widths[at], row.cells.get(at).length());
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** Names to the left, figures to the right. */
    private static String line(Row row, int[] widths) {
        String name = row.cells.get(0);
        StringBuilder line = new StringBuilder(name).append(" ".repeat(widths[0] - name.length()));
        for (int at = 1; at < row.cells.size(); at++) {
            String cell = row.cells.get(at);
            line.append("  ").append(" ".repeat(widths[at] - cell.length())).append(cell);
        }
        row.remark.ifPresent(text -> line.append("  ").append(text));
        return line.toString().stripTrailing();
    }
}
