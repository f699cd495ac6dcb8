package dev.after4j.app;

import dev.after4j.app.cache.BuiltPages;
import dev.after4j.app.cache.PageCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * For hosts: the folder that prerendered pages are served from and kept in. Opened before the first request, closed when the tasks of the last one have
 * ended:
 *
 * <pre>{@code
 * try (PagesFolder pages = PagesFolder.open(app, Path.of(".after4j"), 64 * 1024 * 1024)) {
 *     handle(); // requests, until the server has stopped
 * }
 * }</pre>
 */
public final class PagesFolder implements AutoCloseable {
    private static final String PAGES = "pages ";
    private static final String DYNAMIC = "dynamic ";

    private final PageCache cache;
    private final OptionalInt built;

    private PagesFolder(PageCache cache, OptionalInt built) {
        this.cache = cache;
        this.built = built;
    }

    /**
     * Has {@code app} keep its pages in {@code folder}, which is made if there is none, and serve those that {@link SiteBuilder#build} has written there. Routes that the build found to
     * be dynamic are rendered for each request from the first one on.
     *
     * @param maxBytes about how much memory pages may take; others are read from their files
     * @throws IllegalStateException if the folder is in use, if its pages were built by another version of the application or of after4j, or if the application
     *     keeps its pages elsewhere ({@link App.Builder#pages}); its message is for whoever starts the host
     */
    public static PagesFolder open(App app, Path folder, long maxBytes) {
        if (app.keepsPagesElsewhere())
            throw new IllegalStateException("The pages in " + folder.toAbsolutePath()
                    + " cannot be served: the application keeps its pages elsewhere (App.Builder.pages)");
        String fingerprint = app.fingerprint();
        PageCache cache = PageCache.over(folder, maxBytes, fingerprint);
        try {
            List<String> notes = BuiltPages.notes(folder, fingerprint).orElse(List.of());
            app.routes.readable().stream()
                    .map(Prerendered::pattern)
                    .filter(pattern -> notes.contains(DYNAMIC + pattern))
                    .forEach(app.pages()::foundDynamic);
            app.keepPagesIn(cache);
            return new PagesFolder(cache, built(notes));
        } catch (RuntimeException | Error failure) {
            cache.close();
            throw failure;
        }
    }

    private static OptionalInt built(List<String> notes) {
        return notes.stream()
                .filter(note -> note.startsWith(PAGES))
                .mapToInt(note -> Integer.parseInt(note.substring(PAGES.length())))
                .findFirst();
    }

    /** What a build notes for {@link #open}. */
    static List<String> notes(BuildReport report) {
        List<String> notes = new ArrayList<>(List.of(PAGES + report.pages()));
        for (RouteReport route : report.routes())
            if (route.need().isPresent()) notes.add(DYNAMIC + route.source.pattern());
        return notes;
    }

    /** How many pages the build has written; empty if there is no build, and each page is rendered when it is first asked for. */
    public OptionalInt built() {
        return built;
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        cache.close();
    }
}
