package dev.after4j.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a page is made once for all who ask, and how long it is kept. A constant beside the page; immutable: each method returns another one.
 *
 * <pre>{@code
 * private static final Prerender PRERENDER = Prerender.AUTO.revalidate(Duration.ofMinutes(5)).tags("posts");
 * }</pre>
 *
 * <p>A static page is rendered without a request: by a build, or when it is first asked for. What is kept is served until it is revalidated,
 * by its age or by {@link Revalidation}. Its key is the path alone: neither query nor headers make another page of it (R24).
 */
public final class Prerender {
    private static final Duration SHORTEST_AGE = Duration.ofSeconds(1);
    private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);

    /** Who decides. */
    enum Mode {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** Static, unless it turns out to need a request: because it, or a layout around, asks for headers, cookies, the query, the client or {@code connection()}. */
    public static final Prerender AUTO = new Prerender(Mode.AUTO, Optional.empty(), List.of(), false, USUAL_LIMIT);

    /** Static. If it needs a request, that is an error which names the page and the call. */
    public static final Prerender ALWAYS = new Prerender(Mode.ALWAYS, Optional.empty(), List.of(), false, USUAL_LIMIT);

    /** Rendered for each request. */
    public static final Prerender NEVER = new Prerender(Mode.NEVER, Optional.empty(), List.of(), false, USUAL_LIMIT);

    private final Mode mode;
    private final Optional<Duration> age;
    private final List<String> tags;
    private final boolean onlyListed;
    private final Duration limit;

    private Prerender(Mode mode, Optional<Duration> age, List<String> tags, boolean onlyListed, Duration limit) {
        this.mode = mode;
        this.age = age;
        this.tags = tags;
        this.onlyListed = onlyListed;
        this.limit = limit;
    }

    /**
     * Renders it anew when it is asked for at that age: the one who asks, and all who come before the new one is there, get the old one. For ever unless set;
     * never older than the data of a {@link DataCache} in it.
     *
     * @throws IllegalArgumentException below one second
     */
    public Prerender revalidate(Duration age) {
        return new Prerender(mode, Optional.of(checkAge(age)), tags, onlyListed, limit);
    }

    static Duration checkAge(Duration age) {
        if (age.compareTo(SHORTEST_AGE) >= 0) return age;
        throw new IllegalArgumentException("revalidate(..) takes an age of at least one second, not " + age
                + "; what must be newer than that is not prerendered: Prerender.NEVER");
    }

    /**
     * Adds tags that {@link Revalidation#revalidateTag} expires it by. What depends on its parameters is tagged while rendering, with {@link Revalidation#cacheTag}.
     *
     * @throws IllegalArgumentException as {@link Revalidation#revalidateTag}
     */
    public Prerender tags(String... more) {
        List<String> all = new ArrayList<>(tags);
        for (String tag : more) all.add(Tags.check(tag));
        return new Prerender(mode, age, List.copyOf(all), onlyListed, limit);
    }

    /** Paths whose parameters {@link Page#staticParams} does not list are 404; unless set they are rendered when they are first asked for, and kept. */
    public Prerender onlyListed() {
        return new Prerender(mode, age, tags, true, limit);
    }

    /**
     * The time that one rendering may take, 60 s unless set: a build fails beyond it, and who waits for a first rendering is told 500. A refresh is a task, and given up at the runtime's time for tasks if that is shorter.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public Prerender within(Duration limit) {
        if (Objects.requireNonNull(limit, "limit").isNegative() || limit.isZero())
            throw new IllegalArgumentException("within(..) takes a time greater than zero, not " + limit);
        return new Prerender(mode, age, tags, onlyListed, limit);
    }

    Mode mode() {
        return mode;
    }

    Optional<Duration> age() {
        return age;
    }

    List<String> tags() {
        return tags;
    }

    boolean isOnlyListed() {
        return onlyListed;
    }

    Duration limit() {
        return limit;
    }
}
