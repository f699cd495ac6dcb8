package dev.after4j.app;

import dev.after4j.app.cache.CachedPage;
import dev.after4j.app.cache.CachedPage.Fragment;
import dev.after4j.app.spi.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is kept, as one client gets it: whole or a part, compressed or not, or only told that it has it already. */
final class KeptResponse {
    private static final String FOR_ONE = "private, no-cache";
    private static final Pattern REFUSED = Pattern.compile("q\\s*=\\s*0(\\.0*)?");

    private final KeptForms forms;
    private final CachedPage page;
    private final StaticPages.State state;
    private final Incoming incoming;
    private final OpenResponse open;
    private final Instant now;

    /** For one request; {@code open} is what proxies have set for its response. */
    KeptResponse(KeptForms forms, StaticPages.State state, Incoming incoming, OpenResponse open, Instant now) {
        this.forms = forms;
        this.page = forms.page();
        this.state = state;
        this.incoming = incoming;
        this.open = open;
        this.now = now;
    }

    /** The whole page. */
    Response whole() {
        byte[] compressed = acceptsGzip() ? page.gzip().orElse(null) : null;
        byte[] body = compressed == null ? page.body() : compressed;
        String etag = forms.etag(compressed == null ? "" : "gzip");
        if (isKnown(etag)) return response(304, etag, new byte[0], List.of());
        Head common = forms.head(state, compressed != null);
        return isCommon(common)
                ? Response.kept(new Body.Kept(common, body, own(common)))
                : response(200, etag, body, compressed == null ? List.of() : List.of("Content-Encoding", "gzip"));
    }

    /** What its client exchanges in a document; empty if that cannot be told from the rest. */
    Optional<Response> part() {
        String etag = forms.etag("part");
        return page.fragment()
                .map(part -> isKnown(etag)
                        ? response(304, etag, new byte[0], List.of())
                        : response(200, etag, part(page.body(), part), List.of()));
    }

    private Response response(int status, String etag, byte[] body, List<String> more) {
        List<String> fields = forms.fields(state, etag);
        fields.addAll(more);
        return Response.kept(status, body, fields, List.of(KeptForms.CACHE_CONTROL, cacheControl()));
    }

    /** Whether nothing that was set for this response stands against what all of them have. */
    private boolean isCommon(Head common) {
        if (isForOne()) return false;
        List<String> set = open.fields();
        for (int i = 0; i < set.size(); i += 2)
            if (set.get(i).equalsIgnoreCase(KeptForms.CACHE_CONTROL) || common.has(set.get(i), "")) return false;
        return true;
    }

    /** Whether caches between would hand on what its client alone may have: a cookie, or what stands behind a login. */
    private boolean isForOne() {
        return open.setsCookies()
                || incoming.header("authorization").isPresent()
                || incoming.exchange().principal() != null;
    }

    private List<String> own(Head common) {
        List<String> set = open.fields();
        if (page.age().isEmpty() || common.has(KeptForms.CACHE_CONTROL, "")) return set;
        List<String> own = new ArrayList<>(set);
        own.addAll(List.of(KeptForms.CACHE_CONTROL, cacheControl()));
        return own;
    }

    /** The fragment of a whole page. */
    static Response part(Response whole, Fragment fragment) {
        return whole.of(part(((Body.Bytes) whole.body()).content(), fragment));
    }

    private static byte[] part(byte[] whole, Fragment fragment) {
        byte[] head = fragment.head();
        byte[] part = Arrays.copyOf(head, head.length + fragment.to() - fragment.from());
        System.arraycopy(whole, fragment.from(), part, head.length, fragment.to() - fragment.from());
        return part;
    }

    /** Weak or not: two answers with one tag are the same. */
    private boolean isKnown(String etag) {
        String known = incoming.header("if-none-match").orElse(null);
        if (known == null) return false;
        return known.strip().equals("*")
                || Arrays.stream(known.split(",", -1))
                        .map(one -> one.strip().replaceFirst("^W/", ""))
                        .anyMatch(etag::equals);
    }

    private boolean acceptsGzip() {
        if (!incoming.exchange().sendsCompressed()) return false;
        String accepted = incoming.header("accept-encoding").orElse("").toLowerCase(Locale.ROOT);
        return accepts(accepted, "gzip").or(() -> accepts(accepted, "*")).orElse(false);
    }

    /** Empty if that is not mentioned; a quality of zero refuses it. */
    private static Optional<Boolean> accepts(String accepted, String encoding) {
        for (String one : accepted.split(",", -1)) {
            String[] parts = one.split(";", 2);
            if (parts[0].strip().equals(encoding))
                return Optional.of(
                        parts.length == 1 || !REFUSED.matcher(parts[1].strip()).matches());
        }
        return Optional.empty();
    }

    /** Until it is too old others may serve it, and then while they fetch another one. */
    private String cacheControl() {
        if (isForOne()) return FOR_ONE;
        if (page.age().isEmpty()) return KeptForms.UNTIL_EXPIRED;
        Duration age = page.age().get();
        // what was expired on demand may be stale long before that
        Duration left =
                state == StaticPages.State.STALE ? Duration.ZERO : age.minus(Duration.between(page.rendered(), now));
        return "public, max-age=0, s-maxage=" + Math.max(0, left.toSeconds()) + ", stale-while-revalidate="
                + age.toSeconds();
    }
}
