package dev.after4j.app.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A prerendered page or answer of a route handler, with status 200: what is sent, and how long it may be. Immutable; its body is compressed and
 * hashed once, when it is made. Its arrays are handed out as they are, and must not be changed.
 */
public final class CachedPage {
    /** The largest body, in bytes. What is larger is better sent as it is made. */
    public static final int LARGEST_BODY = 64 * 1024 * 1024;

    /** The part of a page within its layouts: bytes {@code from} to {@code to} of the body, behind {@code head}, for whoever exchanges a part of a document only. */
    @SuppressWarnings(
            "ArrayRecordComponent") // Nobody compares fragments; the array is handed out like that of the body.
    public record Fragment(byte[] head, int from, int to) {}

    /** The forms of a body that are made from it. */
    record Forms(String etag, Optional<byte[]> gzip) {}

    private static final int OVERHEAD = 400;
    /** What is {@link #derived} from a page: its headers, as text and encoded. */
    private static final int DERIVED = 1_500;

    private final long begun;
    private final Instant rendered;
    private final Optional<Duration> age;
    private final Set<String> tags;
    private final List<String> fields;
    private final byte[] body;
    private final Optional<Fragment> fragment;
    private final Forms forms;
    private volatile @Nullable Object derived;

    /**
     * See the accessors.
     *
     * @throws IllegalArgumentException for a body of more than {@link #LARGEST_BODY}, or fields that are not pairs
     * @throws IndexOutOfBoundsException for a fragment that is not within the body
     */
    public CachedPage(
            long begun,
            Instant rendered,
            Optional<Duration> age,
            Set<String> tags,
            List<String> fields,
            byte[] body,
            Optional<Fragment> fragment) {
        this(begun, rendered, age, tags, fields, checked(body), fragment, BodyForms.of(fields, body));
    }

    CachedPage(
            long begun,
            Instant rendered,
            Optional<Duration> age,
            Set<String> tags,
            List<String> fields,
            byte[] body,
            Optional<Fragment> fragment,
            Forms forms) {
        this.begun = begun;
        this.rendered = Objects.requireNonNull(rendered, "rendered");
        this.age = Objects.requireNonNull(age, "age");
        this.tags = Set.copyOf(tags);
        this.fields = List.copyOf(fields);
        this.body = body;
        this.fragment = Objects.requireNonNull(fragment, "fragment");
        this.forms = forms;
        if (fields.size() % 2 != 0)
            throw new IllegalArgumentException(
                    "Fields are names and values in turn, but these are " + fields.size() + ": " + fields);
        fragment.ifPresent(part -> Objects.checkFromToIndex(part.from(), part.to(), body.length));
    }

    private static byte[] checked(byte[] body) {
        if (body.length <= LARGEST_BODY) return body;
        throw new IllegalArgumentException(
                "A body of " + body.length + " bytes is too large to be kept: at most " + LARGEST_BODY);
    }

    /**
     * The page that {@link #toBytes} made these bytes of.
     *
     * @throws CorruptPageException if they are not whole, have been altered, or are something else
     */
    public static CachedPage of(byte[] bytes) throws CorruptPageException {
        return PageFormat.read(bytes);
    }

    /** All of it, for a store that keeps bytes: the same bytes for the same page. */
    public byte[] toBytes() {
        return PageFormat.write(this);
    }

    /** The stamp that was taken before its render began; 0 if that was a build, before there was a cache. */
    public long begun() {
        return begun;
    }

    /** What {@code maker} makes of this page, kept with it for as long as it is in memory: for whoever sends it again and again. */
    public <T> T derived(Class<T> type, Function<CachedPage, T> maker) {
        Object known = derived;
        if (type.isInstance(known)) return type.cast(known);
        T made = maker.apply(this);
        derived = made;
        return made;
    }

    /** When its render began, by the clock: its age counts from here. */
    public Instant rendered() {
        return rendered;
    }

    /** How old it may be before it is rendered again; empty if for ever. */
    public Optional<Duration> age() {
        return age;
    }

    /** What expires it: its own tags, its path and its route. */
    public Set<String> tags() {
        return tags;
    }

    /** Headers, names and values in turn; {@code Content-Type} is among them. */
    public List<String> fields() {
        return fields;
    }

    /** The body. */
    public byte[] body() {
        return body;
    }

    /** The body as gzip; empty where that would hardly be shorter, or the body is encoded already. */
    public Optional<byte[]> gzip() {
        return forms.gzip();
    }

    /** The strong entity tag of fields and body, in its quotes. The gzip form is another representation, so it needs another (RFC 9110, 8.8.3.3). */
    public String etag() {
        return forms.etag();
    }

    /** The part within the layouts, if it can be told from them. */
    public Optional<Fragment> fragment() {
        return fragment;
    }

    /** About how many bytes of memory it takes. */
    public int weight() {
        long bytes = OVERHEAD + DERIVED + (long) body.length;
        bytes += gzip().map(form -> form.length).orElse(0);
        bytes += fragment.map(part -> part.head().length).orElse(0);
        for (String tag : tags) bytes += OVERHEAD / 4 + tag.length();
        for (String field : fields) bytes += OVERHEAD / 8 + field.length();
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** The same page, begun and rendered at another time. */
    CachedPage renderedAt(long otherBegun, Instant other) {
        return new CachedPage(otherBegun, other, age, tags, fields, body, fragment, forms);
    }
}
