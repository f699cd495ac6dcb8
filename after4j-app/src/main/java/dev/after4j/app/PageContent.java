package dev.after4j.app;

/** What a layout stands around. */
public final class PageContent {
    private final Html head;
    private final Html body;

    PageContent(Html head, Html body) {
        this.head = head;
        this.body = body;
    }

    /**
     * The elements that the {@link Metadata} of this rendering makes, for the {@code <head>} of the document: one layout writes them, once. They are filled in
     * when all is rendered, since an error page within may have changed them.
     */
    public Html head() {
        return head;
    }

    /** The layouts within, and the page; rendered as this is written. A layout that does not write it shows no page, and then none of its tasks is registered. */
    public Html body() {
        return body;
    }
}
