package dev.after4j.app;

import dev.after4j.spi.Surface;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The innermost of what is rendered: a page, or the error page that replaces it. */
record Content(Supplier<String> name, Surface surface, int status, Callable<Metadata> metadata, Callable<Html> html) {
    private static final int AS_IT_IS = 0;
    private static final Metadata UNLISTED = Metadata.NONE.robots("noindex");

    static Content of(Endpoint.Shown shown, Request request) {
        Page page = shown.page();
        return new Content(
                () -> "the page " + shown.pattern() + " (" + CodeName.of(page) + ")",
                Surfaces.PAGE,
                AS_IT_IS,
                () -> page.metadata(request),
                () -> page.render(request));
    }

    static Content of(ErrorPage page, Request request, Problem problem) {
        return new Content(
                () -> "the error page " + CodeName.of(page),
                Surfaces.ERROR_PAGE,
                problem.status(),
                () -> page.metadata(request, problem).within(UNLISTED),
                () -> page.render(request, problem));
    }

    boolean isErrorPage() {
        return status != AS_IT_IS;
    }
}
