package dev.after4j.app;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope.Reason;
import dev.after4j.Outcome;
import dev.after4j.TaskEnd;
import dev.after4j.app.cache.CachedPage;
import dev.after4j.spi.OpenScope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Renders all that can be without a request: every route that does not say otherwise, at each of its paths, in parallel, each in a scope of its own (R25). What fails stops nothing
 * else; everything is done, tasks included, when {@link #run} returns (R26).
 */
final class Prerendering {
    /** What becomes of the pages. */
    interface Keeper {
        /** Why code runs. */
        Reason reason();

        /** Where paths lead that are linked to. */
        default UnaryOperator<String> renamed() {
            return UnaryOperator.identity();
        }

        /** Whether tasks run; otherwise registering one is a failure (R28). */
        default boolean runsTasks() {
            return true;
        }

        /** Keeps it; says whether it differs from what was there. From several threads at once. */
        boolean keep(PagePath path, CachedPage page);
    }

    private static final Duration NEWS = Duration.ofSeconds(5);

    private final App app;
    private final AfterRuntime runtime;
    private final Keeper keeper;
    private final Consumer<String> lines;
    private final BuildReport report;
    private final Pending pending = new Pending();
    private final BuildThreads threads = new BuildThreads();

    Prerendering(App app, AfterRuntime runtime, Keeper keeper, Consumer<String> lines) {
        this.app = app;
        this.runtime = runtime;
        this.keeper = keeper;
        this.lines = lines;
        this.report = new BuildReport(app);
    }

    BuildReport run(List<Prerendered> besides) throws InterruptedException {
        try (threads) {
            for (RouteReport route : report.routes()) if (!route.source.isDynamic()) begin(route);
            for (Prerendered source : besides) begin(new RouteReport(source));
            pending.end();
            pending.await(NEWS, this::tellNews);
        }
        return report;
    }

    private void tellNews() {
        lines.accept(report.pages() + " pages rendered; " + runtime.pending() + " tasks still to end");
    }

    private void begin(RouteReport route) {
        if (route.hasParameters()) submit(new Listing(route));
        else submit(new Rendition(route, route.add(PagePath.of(route.source, List.of())), List.of()));
    }

    private void submit(Work work) {
        pending.begin();
        threads.run(work);
    }

    private abstract class Work extends BuildJob {
        final RouteReport route;
        final String path;

        Work(RouteReport route, String path) {
            super(route.source.prerender().limit());
            this.route = route;
            this.path = path;
        }

        void failLate() {
            report.fail(
                    route,
                    path,
                    new BuildException("It was not done within " + Durations.text(limit()) + " (Prerender.within)"));
        }

        /** Its scope has ended, and is waited for. */
        void done(OpenScope scope) {
            scope.settled().thenRun(pending::end);
        }

        void end(OpenScope scope, StaticCode code, Outcome outcome) {
            if (keeper.runsTasks()) scope.finish(outcome);
            else {
                code.firstTask()
                        .ifPresent(
                                place -> report.fail(
                                        route,
                                        path,
                                        new BuildException(
                                                "It calls after(..) at " + place
                                                        + ", and nothing runs tasks where an export is served (R28); --run-tasks=on runs them once, now")));
                scope.discard();
            }
        }

        void ended(PageReport page, StaticCode.Ended ended) {
            if (ended.kind() == TaskEnd.Kind.DISCARDED) return;
            page.tasks.incrementAndGet();
            if (ended.kind() == TaskEnd.Kind.SUCCEEDED || ended.kind() == TaskEnd.Kind.SKIPPED) return;
            Throwable error = ended.error();
            report.failTask(
                    route,
                    path,
                    ended.task().name(),
                    error != null ? error : new BuildException("It ended " + ended.kind()));
        }

        @Override
        void givenUp() {
            failLate();
            pending.end();
        }
    }

    /** Asks a route for its paths. */
    private final class Listing extends Work {
        private final PageReport tasks;

        Listing(RouteReport route) {
            super(route, route.source.pattern().toString());
            tasks = new PageReport(
                    0, PagePath.of(route.source, route.source.pattern().names()));
        }

        @Override
        void work() {
            OpenScope scope = StaticParams.open(route.source, runtime, keeper.reason());
            StaticCode code = app.pages().params().code(0, ended -> ended(tasks, ended));
            Outcome outcome = Outcome.completed(0);
            List<List<String>> listed = List.of();
            Throwable failure = null;
            try {
                listed = StaticParams.list(route.source, scope, code);
            } catch (Throwable thrown) {
                failure = thrown;
                outcome = Outcome.failed(0, thrown);
            }
            End end = leave();
            if (end == End.LATE) failLate();
            else if (failure != null && end == End.IN_TIME) report.fail(route, path, failure);
            else if (end == End.IN_TIME) submit(listed);
            end(scope, code, outcome);
            if (end != End.GIVEN_UP) done(scope);
        }

        private void submit(List<List<String>> listed) {
            Map<String, PagePath> paths = new LinkedHashMap<>();
            for (List<String> values : listed) {
                try {
                    PagePath one = app.pages().checked(PagePath.of(route.source, values));
                    paths.putIfAbsent(one.path(), one);
                } catch (IllegalArgumentException unreachable) {
                    report.fail(route, path, new BuildException(String.valueOf(unreachable.getMessage())));
                }
            }
            List<PageReport> pages = paths.values().stream().map(route::add).toList();
            if (!pages.isEmpty())
                Prerendering.this.submit(new Rendition(route, pages.get(0), pages.subList(1, pages.size())));
        }
    }

    /** Renders one path, and, unless that has shown that its route is dynamic, has others rendered. */
    private final class Rendition extends Work {
        private final PageReport page;
        private final List<PageReport> others;

        Rendition(RouteReport route, PageReport page, List<PageReport> others) {
            super(route, page.path.path());
            this.page = page;
            this.others = others;
        }

        @Override
        void work() {
            if (route.need().isPresent()) {
                pending.end();
                return;
            }
            long begun = System.nanoTime();
            Rendered rendered = new StaticRender(
                            app, runtime, keeper.reason(), page.path, ended -> ended(page, ended), keeper.renamed())
                    .render();
            page.nanos = System.nanoTime() - begun;
            End end = leave();
            if (end == End.LATE) failLate();
            boolean isDynamic = end == End.IN_TIME && isDynamic(rendered);
            if (isDynamic) rendered.scope().discard();
            else {
                if (end == End.IN_TIME) keep(rendered);
                end(rendered.scope(), rendered.code(), rendered.outcome());
            }
            if (end == End.GIVEN_UP) return;
            if (route.need().isEmpty()) beginOthers();
            done(rendered.scope());
        }

        private void beginOthers() {
            for (PageReport other : others) submit(new Rendition(route, other, List.of()));
        }

        @Override
        void givenUp() {
            beginOthers();
            super.givenUp();
        }

        private boolean isDynamic(Rendered rendered) {
            if (rendered.need().isEmpty() || rendered.isErrorPage()) return false;
            if (route.source.prerender().mode() == Prerender.Mode.ALWAYS)
                report.fail(
                        route,
                        path,
                        new BuildException(String.valueOf(rendered.whyNoPage().getMessage())));
            else route.needs(page, rendered.need().get().call());
            return true;
        }

        private void keep(Rendered rendered) {
            CachedPage made = rendered.page();
            try {
                if (made != null) page.keep(PageReport.Kept.of(made, keeper.keep(page.path, made)));
                else if (rendered.isNoPage()) report.fail(route, path, rendered.cause());
                else report.remark(path + " " + rendered.whyNotKept() + ", and is not kept");
            } catch (RuntimeException unwritable) {
                report.fail(route, path, unwritable);
            }
        }
    }
}
