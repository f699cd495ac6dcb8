package dev.after4j.app;

/**
 * What stands around all pages at and below a path; layouts nest along it. The outermost is the HTML document. No guard: a client that {@linkplain
 * Request#wantsFragment asks for a fragment} gets the page without it. A {@link Proxy} is one.
 *
 * <pre>{@code
 * Layout root = (request, content) -> jte.view("root.jte").with("head", content.head()).with("body", content.body());
 * }</pre>
 */
@FunctionalInterface
public interface Layout {
    /** What all pages here say of themselves, unless they say otherwise; called before anything is rendered, from the outside in. */
    default Metadata metadata(Request request) throws Exception {
        return Metadata.NONE;
    }

    /**
     * Called once for each rendering, before what is within; as {@link Page#render}. A {@link Signal} or an exception of the layout's own is answered by an {@link ErrorPage} further out.
     */
    Html render(Request request, PageContent content) throws Exception;
}
