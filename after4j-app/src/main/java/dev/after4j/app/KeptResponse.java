package dev.after4j.app;

import dev.after4j.app.cache.CachedPage;
import dev.after4j.app.cache.CachedPage.Fragment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is kept, as one client gets it: whole or a part, compressed or not, or only told that it has it already. */
final class KeptResponse {
    /** Nobody between us and the client is told when it is expired on demand: whoever stores it asks again. */
    private static final String UNTIL_EXPIRED = "public, max-age=0, must-revalidate";

    private static final String FOR_ONE = "private, no-cache";
    private static final String ENCODINGS = "Accept-Encoding";
    private static final String FRAGMENTS = ENCODINGS + ", HX-Request, HX-Boosted, HX-History-Restore-Request";

    private static final Pattern REFUSED = Pattern.compile("q\\s*=\\s*0(\\.0*)?");

    private final CachedPage page;
    private final Incoming incoming;
    private final @Nullable Fragment fragment;

    private KeptResponse(CachedPage page, Incoming incoming, @Nullable Fragment fragment) {
        this.page = page;
        this.incoming = incoming;
        this.fragment = fragment;
    }

    /**
     * Empty if a part is asked for that cannot be told from the rest. {@code setsCookies} says whether a proxy has set cookies for the response, which nobody
     * between may store then.
     */
    static Optional<Response> of(
            CachedPage page,
            StaticPages.State state,
            Incoming incoming,
            boolean isFragment,
            Instant now,
            boolean setsCookies) {
        Fragment fragment = isFragment ? page.fragment().orElse(null) : null;
        if (isFragment && fragment == null) return Optional.empty();
        String control = setsCookies ? FOR_ONE : cacheControl(page, state, now);
        return Optional.of(new KeptResponse(page, incoming, fragment).response(state, control));
    }

    private Response response(StaticPages.State state, String cacheControl) {
        byte[] compressed = fragment == null && acceptsGzip() ? page.gzip().orElse(null) : null;
        String etag = etag(compressed != null);
        List<String> fields = new ArrayList<>(page.fields());
        fields.addAll(List.of("ETag", etag, "Vary", page.fragment().isPresent() ? FRAGMENTS : ENCODINGS));
        fields.addAll(List.of("X-After-Cache", state.name()));
        List<String> defaults = List.of("Cache-Control", cacheControl);
        if (isKnown(etag)) return Response.kept(304, new byte[0], fields, defaults);
        if (compressed != null) fields.addAll(List.of("Content-Encoding", "gzip"));
        return Response.kept(200, compressed != null ? compressed : body(), fields, defaults);
    }

    private byte[] body() {
        return fragment == null ? page.body() : part(page.body(), fragment);
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

    /** Each form of it has another. */
    private String etag(boolean isCompressed) {
        if (isCompressed) return form("gzip");
        return fragment == null ? page.etag() : form("part");
    }

    private String form(String name) {
        String whole = page.etag();
        return whole.substring(0, whole.length() - 1) + "-" + name + "\"";
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
    private static String cacheControl(CachedPage page, StaticPages.State state, Instant now) {
        if (page.age().isEmpty()) return UNTIL_EXPIRED;
        Duration age = page.age().get();
        // what was expired on demand may be stale long before that
        long left = state == StaticPages.State.STALE
                ? 0
                : Duration.between(now, page.rendered().plus(age)).toSeconds();
        return "public, max-age=0, s-maxage=" + Math.max(0, left) + ", stale-while-revalidate=" + age.toSeconds();
    }
}
