package dev.after4j.app.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A prerendered page or answer of a route handler, with status 200: what is sent, and how long it may be. Immutable. */
public final class CachedPage {
    /** The part of a page within its layouts: bytes {@code from} to {@code to} of the body, behind {@code head}, for whoever exchanges a part of a document only. */
    public record Fragment(byte[] head, int from, int to) {}

    private final long begun;
    private final Instant rendered;
    private final Optional<Duration> age;
    private final Set<String> tags;
    private final List<String> fields;
    private final byte[] body;
    private final Optional<Fragment> fragment;

    /** See the accessors. */
    public CachedPage(
            long begun,
            Instant rendered,
            Optional<Duration> age,
            Set<String> tags,
            List<String> fields,
            byte[] body,
            Optional<Fragment> fragment) {
        this.begun = begun;
        this.rendered = rendered;
        this.age = age;
        this.tags = Set.copyOf(tags);
        this.fields = List.copyOf(fields);
        this.body = body;
        this.fragment = fragment;
    }

    /** The stamp that was taken before its render began; 0 if that was a build, before there was a cache. */
    public long begun() {
        return begun;
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

    /** The body, which must not be changed. */
    public byte[] body() {
        return body;
    }

    /** The part within the layouts, if it can be told from them. */
    public Optional<Fragment> fragment() {
        return fragment;
    }
}
