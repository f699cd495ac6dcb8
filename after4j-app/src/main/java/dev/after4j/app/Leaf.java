package dev.after4j.app;

import dev.after4j.spi.Surface;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The innermost of what is rendered, at the end of a {@link Branch}: a page, or the error page that replaces it. */
record Leaf(Supplier<String> name, Surface surface, int status, Callable<Metadata> metadata, Callable<Html> html) {
    static final String METADATA_NULL = "Metadata is null: return Metadata.NONE for none";

    private static final int AS_IT_IS = 0;
    private static final Metadata UNLISTED = Metadata.NONE.robots("noindex");

    static Leaf of(Endpoint.Shown shown, Request request) {
        Page page = shown.page();
        return new Leaf(
                shown::title, Surfaces.PAGE, AS_IT_IS, () -> page.metadata(request), () -> page.render(request));
    }

    /** Where the page does not show anything. */
    static Leaf missing(Endpoint.Shown shown) {
        return new Leaf(
                shown::title,
                Surfaces.PAGE,
                AS_IT_IS,
                () -> {
                    throw Signal.notFound();
                },
                Html::of);
    }

    static Leaf of(ErrorPage page, Request request, Problem problem) {
        return new Leaf(
                () -> "the error page " + CodeName.of(page),
                Surfaces.ERROR_PAGE,
                problem.status(),
                () -> Objects.requireNonNull(page.metadata(request, problem), METADATA_NULL)
                        .within(UNLISTED),
                () -> page.render(request, problem));
    }

    boolean isErrorPage() {
        return status != AS_IT_IS;
    }
}
