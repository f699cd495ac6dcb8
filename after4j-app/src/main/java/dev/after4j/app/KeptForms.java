package dev.after4j.app;

import dev.after4j.app.cache.CachedPage;
import dev.after4j.app.spi.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What all responses with one kept page have alike: made when such a response is first sent, and not for each. */
final class KeptForms {
    /** Nobody between us and the client is told when it is expired on demand: whoever stores it asks again. */
    static final String UNTIL_EXPIRED = "public, max-age=0, must-revalidate";

    static final String CACHE_CONTROL = "Cache-Control";
    private static final String ENCODINGS = "Accept-Encoding";
    private static final int STATES = StaticPages.State.values().length;
    private static final int OK = 200;

    private final CachedPage page;
    private final List<String> ofApplication;
    private final AtomicReferenceArray<Head> heads = new AtomicReferenceArray<>(2 * STATES);

    /** {@code ofApplication} are headers of every response of the application that has none of that name itself. */
    KeptForms(CachedPage page, List<String> ofApplication) {
        this.page = page;
        this.ofApplication = ofApplication;
    }

    CachedPage page() {
        return page;
    }

    /** Each form of the page has another. */
    String etag(String form) {
        String whole = page.etag();
        return form.isEmpty() ? whole : whole.substring(0, whole.length() - 1) + "-" + form + "\"";
    }

    /** What is the page's own, in any form of it. */
    List<String> fields(StaticPages.State state, String etag) {
        List<String> fields = new ArrayList<>(page.fields());
        String varies = page.fragment().isPresent() ? ENCODINGS + ", " + Serving.FRAGMENTS : ENCODINGS;
        fields.addAll(List.of("ETag", etag, "Vary", varies, "X-After-Cache", state.name()));
        return fields;
    }

    /** All headers of the whole page, but {@code Cache-Control} if that changes with the time. */
    Head head(StaticPages.State state, boolean isCompressed) {
        int at = state.ordinal() + (isCompressed ? STATES : 0);
        Head known = heads.get(at);
        if (known != null) return known;
        Head made = made(state, isCompressed);
        heads.set(at, made);
        return made;
    }

    private Head made(StaticPages.State state, boolean isCompressed) {
        List<String> fields = fields(state, etag(isCompressed ? "gzip" : ""));
        if (isCompressed) fields.addAll(List.of("Content-Encoding", "gzip"));
        Sender.addUnlessThere(fields, ofApplication);
        if (page.age().isEmpty()) Sender.addUnlessThere(fields, List.of(CACHE_CONTROL, UNTIL_EXPIRED));
        return new Head(OK, fields);
    }
}
