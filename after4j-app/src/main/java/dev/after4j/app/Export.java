package dev.after4j.app;

import dev.after4j.AfterScope.Reason;
import dev.after4j.app.cache.CachedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes pages as files that any server of static files can serve (R28). */
final class Export implements Prerendering.Keeper {
    private final App app;
    private final ExportFolder folder;
    private final boolean runsTasks;
    private final ExportedAssets assets;

    Export(App app, ExportFolder folder, boolean runsTasks) {
        this.app = app;
        this.folder = folder;
        this.runsTasks = runsTasks;
        this.assets = ExportedAssets.copy(app, folder);
    }

    @Override
    public Reason reason() {
        return Reason.EXPORT;
    }

    @Override
    public UnaryOperator<String> renamed() {
        return assets::renamed;
    }

    @Override
    public boolean runsTasks() {
        return runsTasks;
    }

    @Override
    public boolean keep(PagePath path, CachedPage page) {
        List<String> file = new ArrayList<>(RequestPath.parse(path.path()).segments());
        if (path.source() instanceof Endpoint.Shown || file.isEmpty()) file.add("index.html");
        return folder.write(path.path(), file, page.body());
    }

    /** What a server of static files shows where it has nothing. */
    List<Prerendered> besides() {
        return app.branches.root().stream()
                .flatMap(level -> Stream.ofNullable(level.errorPage(404))
                        .map(page -> (Prerendered) new NotFoundFile(level, page)))
                .toList();
    }

    /** Pages that are not whole without a server. */
    void refuseDynamic(BuildReport report) {
        for (RouteReport route : report.routes()) {
            String why = whyNot(route);
            if (why != null && route.source instanceof Endpoint.Shown)
                report.fail(route, route.source.pattern().toString(), new BuildException(why));
        }
    }

    private static @Nullable String whyNot(RouteReport route) {
        if (route.need().isPresent())
            return "It is rendered for each request, and an export has none: "
                    + route.need().get();
        if (route.isDynamic()) return "It is rendered for each request, and an export has none: Prerender.NEVER";
        boolean isEmpty = route.hasParameters() && route.pages().isEmpty() && !route.hasFailed();
        return isEmpty && !route.source.prerender().isOnlyListed()
                ? "It lists no paths, and nothing renders others where an export is served: give it staticParams()"
                : null;
    }

    /** What is left out, and what would have to be said to a server. */
    void remarkWhatIsLeft(BuildReport report) {
        List<String> left = new ArrayList<>();
        app.proxies.forEach(at -> left.add("the proxy " + at.pattern()));
        app.routes.endpoints().forEach(endpoint -> left.addAll(endpoint.served()));
        for (RouteReport route : report.routes())
            if (route.isDynamic() && !(route.source instanceof Endpoint.Shown))
                left.add("GET " + route.source.pattern());
        left.sort(null);
        if (!left.isEmpty()) report.remark("Left out, as it takes a server: " + String.join(", ", left));
        if (runsTasks) report.remark("Tasks have run once, at this export; where it is served nothing runs them (R28)");
    }
}
