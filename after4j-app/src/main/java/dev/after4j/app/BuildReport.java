package dev.after4j.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a build or an export has found out: routes, failures and remarks. Any thread adds to it. */
final class BuildReport {
    /** One failure: of a path, or of a route if its paths could not be listed; in a task, or in the page itself. */
    record Failure(String path, String code, Optional<String> task, Throwable cause) {}

    private final List<RouteReport> routes;
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    BuildReport(App app) {
        routes = app.routes.readable().stream()
                .sorted(Comparator.comparing(source -> source.pattern().toString()))
                .map(RouteReport::new)
                .toList();
    }

    List<RouteReport> routes() {
        return routes;
    }

    void fail(RouteReport route, String path, Throwable cause) {
        route.fail();
        boolean isLocated = cause instanceof RenderingException;
        String code = isLocated ? ((RenderingException) cause).component() : route.source.title();
        add(new Failure(path, code, Optional.empty(), isLocated ? ((RenderingException) cause).thrown() : cause));
    }

    void failTask(RouteReport route, String path, String task, Throwable cause) {
        route.fail();
        add(new Failure(path, route.source.title(), Optional.of(task), cause));
    }

    private synchronized void add(Failure failure) {
        failures.add(failure);
    }

    synchronized void remark(String line) {
        remarks.add(line);
    }

    /** By path, however the threads ran. */
    synchronized List<Failure> failures() {
        return failures.stream()
                .sorted(Comparator.comparing(Failure::path)
                        .thenComparing(failure -> failure.task().orElse("")))
                .toList();
    }

    synchronized List<String> remarks() {
        return remarks.stream().sorted().toList();
    }

    synchronized boolean hasFailed() {
        return !failures.isEmpty();
    }

    long pages() {
        return routes.stream().mapToLong(route -> route.kept().size()).sum();
    }
}
