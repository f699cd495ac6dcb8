package dev.after4j.app;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What a build tells whoever has started it. */
final class BuildText {
    private static final int MOST_LINES = 50;

    private final AppCode code;
    private final BuildReport report;
    private final Consumer<String> lines;

    BuildText(App app, BuildReport report, Consumer<String> lines) {
        this.code = AppCode.of(app);
        this.report = report;
        this.lines = lines;
    }

    /** {@code otherwise} is what holds if something has failed. */
    void tell(Path folder, String otherwise, long begun) {
        tellSome(report.failures().stream().map(this::text).toList());
        tellSome(report.remarks());
        lines.accept("");
        RouteTable.of(report.routes()).forEach(lines);
        lines.accept("");
        lines.accept("○ static   ● static, from parameters   ƒ dynamic: rendered for each request");
        lines.accept(summary(folder, otherwise, System.nanoTime() - begun));
    }

    private void tellSome(List<String> all) {
        all.subList(0, Math.min(MOST_LINES, all.size())).forEach(lines);
        if (all.size() > MOST_LINES) lines.accept("and " + (all.size() - MOST_LINES) + " more");
    }

    private String text(BuildReport.Failure failure) {
        StringBuilder text = new StringBuilder("✗ " + failure.path() + ", " + failure.code());
        failure.task().ifPresent(task -> text.append(", task '").append(task).append('\''));
        Throwable cause = failure.cause();
        if (cause instanceof BuildException) return text + ": " + cause.getMessage();
        text.append(": ").append(cause);
        code.culprit(cause).ifPresent(line -> text.append("\n    at ").append(line));
        for (Throwable next = cause.getCause(); next != null; next = next.getCause())
            text.append("\n    caused by ").append(next);
        return text.toString();
    }

    private String summary(Path folder, String otherwise, long nanos) {
        List<RouteReport> routes = report.routes();
        long changed = routes.stream()
                .flatMap(route -> route.kept().stream())
                .filter(page -> page.kept().orElseThrow().isChanged())
                .count();
        long dynamic = routes.stream().filter(RouteReport::isDynamic).count();
        int tasks = routes.stream()
                .flatMap(route -> route.pages().stream())
                .mapToInt(page -> page.tasks.get())
                .sum();
        String what = count(report.pages(), "page") + " (" + changed + " changed), " + count(dynamic, "dynamic route")
                + ", " + count(tasks, "task") + ", " + Durations.measured(nanos);
        int failures = report.failures().size();
        return failures == 0
                ? what + ": " + folder.toAbsolutePath()
                : count(failures, "failure") + ": " + otherwise + " (" + what + ")";
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
