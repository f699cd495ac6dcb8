package dev.after4j.app;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope.Reason;
import dev.after4j.app.cache.BuiltPages;
import dev.after4j.app.cache.CachedPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * For hosts: renders all pages of an application that need no request, before there is one.
 *
 * <pre>{@code
 * try (AfterRuntime runtime = AfterRuntime.builder().overflow(Overflow.ACCEPT).build()) {
 *     boolean isWhole = SiteBuilder.of(app, runtime).build(Path.of(".after4j"), System.out::println);
 * }
 * }</pre>
 *
 * <p>Every page, and every route handler for GET that is static by choice, is rendered at its path, or at those that its {@code staticParams()} lists: in
 * parallel, on threads that carry nothing of the caller but its class loader, each in a scope of its own whose tasks run when the page is written (R25). Nothing that fails stops
 * another page or its tasks; all failures are told at the end, each once (R26).
 */
public final class SiteBuilder {
    private final App app;
    private final AfterRuntime runtime;

    private SiteBuilder(App app, AfterRuntime runtime) {
        this.app = app;
        this.runtime = runtime;
    }

    /** A builder of {@code app} whose tasks {@code runtime} runs, which should accept as many as there are ({@link dev.after4j.Overflow#ACCEPT}, R20). */
    public static SiteBuilder of(App app, AfterRuntime runtime) {
        return new SiteBuilder(Objects.requireNonNull(app, "app"), Objects.requireNonNull(runtime, "runtime"));
    }

    /**
     * Renders into {@code folder}, for {@link PagesFolder#open} to serve. Returns when all tasks have ended, nested ones included. The same application makes the same files, but for the time in the manifest, and what has not
     * changed is not written again.
     *
     * @param lines takes what there is to tell, line by line: news, failures, the table of routes, a summary; one at a time
     * @return whether nothing has failed; else the folder has no build that a server would use
     * @throws IllegalStateException if a server or another build uses the folder
     * @throws InterruptedException if the calling thread is interrupted; the folder has no build then
     */
    public boolean build(Path folder, Consumer<String> lines) throws InterruptedException {
        long begun = System.nanoTime();
        try (BuiltPages built = BuiltPages.begin(folder, app.fingerprint())) {
            BuildReport report = new Prerendering(app, runtime, new Build(built), lines).run(List.of());
            dropStale(report);
            drop(report, built);
            if (!report.hasFailed()) built.finish(PagesFolder.notes(report));
            new BuildText(app, report, lines).tell(folder, "none of them is served", begun);
            return !report.hasFailed();
        }
    }

    /**
     * Renders into {@code folder} what any server of static files can serve: {@code /teas/oolong} is {@code teas/oolong/index.html}, {@code 404.html} the root's not-found page; the answers of static route handlers
     * are files at their paths. Assets are copied under their own names, and under names with a hash of their content, which {@link Request#link} and {@link Metadata} then lead to. A page that needs a request, or whose paths are
     * not listed, fails the export; actions, proxies and other route handlers are left out, with a line that names them.
     *
     * <p>The folder is new, empty, or a former export, of which is replaced and deleted what that has written; it stays as it was if anything fails.
     *
     * @param runsTasks whether tasks of pages run, once, at this export; unless they do a page that registers one fails it, with its place (R28)
     * @param lines as for {@link #build}
     * @return whether nothing has failed
     * @throws IllegalStateException if the folder has files that no export has written
     * @throws InterruptedException if the calling thread is interrupted; the folder stays as it was
     */
    public boolean export(Path folder, boolean runsTasks, Consumer<String> lines) throws InterruptedException {
        long begun = System.nanoTime();
        try (ExportFolder target = ExportFolder.begin(folder)) {
            Export export = new Export(app, target, runsTasks);
            BuildReport report = new Prerendering(app, runtime, export, lines).run(export.besides());
            export.refuseDynamic(report);
            export.remarkWhatIsLeft(report);
            if (!report.hasFailed()) target.finish();
            new BuildText(app, report, lines).tell(folder, "the folder is as it was", begun);
            return !report.hasFailed();
        }
    }

    private record Build(BuiltPages pages) implements Prerendering.Keeper {
        @Override
        public Reason reason() {
            return Reason.BUILD;
        }

        @Override
        public boolean keep(PagePath path, CachedPage page) {
            return pages.write(path.key(), page);
        }
    }

    /** What a task has expired after its render had begun (R27). */
    private void dropStale(BuildReport report) {
        for (RouteReport route : report.routes())
            for (PageReport page : route.kept())
                if (page.kept().filter(this::isExpired).isPresent()) {
                    page.drop();
                    report.remark(
                            page.path + " was expired by a task of this build: it is rendered when first asked for");
                }
    }

    private boolean isExpired(PageReport.Kept kept) {
        return kept.begun() <= app.pages().cache().expired(kept.tags());
    }

    /** Of a route that has turned out dynamic at one path, no other is kept. */
    private static void drop(BuildReport report, BuiltPages built) {
        for (RouteReport route : report.routes()) {
            if (route.need().isPresent()) route.pages().forEach(PageReport::drop);
            for (PageReport page : route.pages()) if (page.kept().isEmpty()) built.remove(page.path.key());
        }
    }
}
