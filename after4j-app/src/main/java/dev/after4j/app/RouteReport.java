package dev.after4j.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a build has made of one route. Any thread adds to it. */
final class RouteReport {
    final Prerendered source;
    private final List<PageReport> pages = new ArrayList<>();
    private @Nullable PageReport dynamic;
    private String need = "";
    private boolean hasFailed;

    RouteReport(Prerendered source) {
        this.source = source;
    }

    synchronized PageReport add(PagePath path) {
        PageReport page = new PageReport(pages.size(), path);
        pages.add(page);
        return page;
    }

    /** Which call has asked for a request; that of the first path counts. */
    synchronized void needs(PageReport page, String call) {
        if (dynamic != null && dynamic.order < page.order) return;
        dynamic = page;
        need = call;
    }

    synchronized void fail() {
        hasFailed = true;
    }

    synchronized boolean hasFailed() {
        return hasFailed;
    }

    boolean isDynamic() {
        return source.isDynamic() || need().isPresent();
    }

    /** The call that made it dynamic. */
    synchronized Optional<String> need() {
        return dynamic == null ? Optional.empty() : Optional.of(need);
    }

    boolean hasParameters() {
        return !source.pattern().names().isEmpty();
    }

    /** As they were listed. */
    synchronized List<PageReport> pages() {
        return pages.stream()
                .sorted(Comparator.comparingInt(page -> page.order))
                .toList();
    }

    List<PageReport> kept() {
        return pages().stream().filter(page -> page.kept().isPresent()).toList();
    }
}
