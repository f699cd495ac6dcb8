package dev.after4j.app;

import dev.after4j.After;
import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.AfterScope.Reason;
import dev.after4j.app.cache.CachedPage;
import dev.after4j.app.cache.PageCache;
import dev.after4j.spi.OpenScope;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages of an application that are kept: served as they are while they are fresh, and rendered once for all who wait when they
 * are not (R24, R25).
 */
final class StaticPages {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    /** Where an answer came from. */
    enum State {
        /** It was kept. */
        HIT,
        /** It was kept, and is too old: another one is on its way. */
        STALE,
        /** It was rendered for whoever waits for it. */
        MISS
    }

    /** What a request for something prerendered is answered with: a page to keep, or what else came of rendering it. */
    record Answer(
            State state,
            @Nullable CachedPage page,
            @Nullable Rendered otherwise) {}

    private final App app;
    private final InstantSource clock;
    private final Backoff backoff;
    private final RenderThreads threads = new RenderThreads();
    private final StaticParams params;
    private final Map<String, Flight> flights = new ConcurrentHashMap<>();
    /** Routes that have asked for a request when one of their pages was first rendered. */
    private final Set<RoutePattern> dynamic = ConcurrentHashMap.newKeySet();

    private volatile PageCache cache;

    StaticPages(App app, PageCache cache, InstantSource clock) {
        this.app = app;
        this.cache = cache;
        this.clock = clock;
        this.backoff = new Backoff(clock);
        this.params = new StaticParams(app);
    }

    void keepIn(PageCache other) {
        cache = other;
    }

    PageCache cache() {
        return cache;
    }

    StaticParams params() {
        return params;
    }

    long stamp() {
        return cache.stamp();
    }

    Instant now() {
        return clock.instant();
    }

    /** Whoever asked has done its work: that this may be forgotten at a restart is for the log. */
    void expire(List<String> tags) {
        try {
            cache.expire(tags);
        } catch (UncheckedIOException unwritten) {
            LOG.error("{} are revalidated, but a restart will not know of it", tags, unwritten);
        }
    }

    /** What a build has found out. */
    void isDynamic(RoutePattern route) {
        dynamic.add(route);
    }

    /** For a thread that is bound to the scope of a request; empty if the page must be rendered for that. */
    Optional<Answer> answer(PagePath path) throws Exception {
        CachedPage page = cache.get(path.key());
        if (page == null) return isStatic(path) ? rendered(path, null) : Optional.empty();
        if (cache.isExpired(page)) return backoff.holds(path.key()) ? stale(page) : rendered(path, page);
        if (!isOld(page)) return Optional.of(new Answer(State.HIT, page, null));
        refresh(path);
        return stale(page);
    }

    private static Optional<Answer> stale(CachedPage page) {
        return Optional.of(new Answer(State.STALE, page, null));
    }

    private boolean isStatic(PagePath path) throws Exception {
        if (dynamic.contains(path.source().pattern())) return false;
        if (params.allow(path, runtimeHere())) return true;
        throw Signal.notFound();
    }

    private boolean isOld(CachedPage page) {
        return page.age().map(age -> !now().isBefore(page.rendered().plus(age))).orElse(false);
    }

    private Optional<Answer> rendered(PagePath path, @Nullable CachedPage old) throws Exception {
        Rendered rendered = joined(path, old);
        if (rendered.page() != null) return Optional.of(new Answer(State.MISS, rendered.page(), null));
        if (old != null && rendered.isNoPage()) return stale(old);
        if (rendered.need().isPresent()) return Optional.empty();
        return Optional.of(new Answer(State.MISS, null, rendered));
    }

    /** By the one rendering that all wait for who come meanwhile; unless it began before something that it has not seen was expired. */
    private Rendered joined(PagePath path, @Nullable CachedPage old) throws Exception {
        while (true) {
            Flight mine = new Flight(path, old);
            Flight known = flights.putIfAbsent(path.key(), mine);
            if (known == null) start(mine, After.scope());
            Flight flight = known == null ? mine : known;
            Rendered rendered = flight.await(path.source().prerender().limit());
            if (flight == mine || isFresh(rendered)) return rendered;
        }
    }

    private boolean isFresh(Rendered rendered) {
        return cache.expired(rendered.code().tags()) < rendered.begun();
    }

    /** On a thread that has nothing of the request's: what code finds there by other ways than ours must not be kept for everybody. */
    private void start(Flight flight, AfterScope cause) {
        AfterRuntime runtime = OpenScope.runtimeOf(cause);
        Reason reason = flight.old() == null ? Reason.FIRST_RENDER : Reason.REVALIDATE;
        threads.run(() -> {
            try {
                Rendered rendered = render(flight, runtime, reason);
                keep(flight, rendered);
                if (reason == Reason.FIRST_RENDER) rendered.scope().finishAfter(cause, rendered.outcome());
                else rendered.scope().finish(rendered.outcome());
                if (flight.old() != null && rendered.isNoPage())
                    LOG.error("{} could not be rendered anew; the old page stays", flight.path(), rendered.whyNoPage());
                land(flight, rendered);
            } catch (Throwable thrown) {
                fail(flight, thrown);
            }
        });
    }

    private Rendered render(Flight flight, AfterRuntime runtime, Reason reason) {
        // Whoever expires a path wants all there anew; what other tags expire are the data with these tags.
        long freshFrom = cache.expired(flight.path().tags());
        return new StaticRender(app, runtime, reason, flight.path(), freshFrom, task -> {}).render();
    }

    /** Keeps the page, or notes why there is none. */
    private void keep(Flight flight, Rendered rendered) {
        String key = flight.path().key();
        CachedPage page = rendered.page();
        if (page != null) {
            cache.put(key, page);
            backoff.succeeded(key);
        } else if (flight.old() == null) {
            if (rendered.need().isPresent()) turnedOutDynamic(flight.path(), rendered);
        } else if (rendered.isNoPage()) {
            backoff.failed(key);
        } else {
            cache.remove(key); // it is gone, or has moved
        }
    }

    private void turnedOutDynamic(PagePath path, Rendered rendered) {
        rendered.scope().discard();
        if (path.source().prerender().mode() == Prerender.Mode.AUTO)
            dynamic.add(path.source().pattern());
    }

    private void land(Flight flight, Rendered rendered) {
        flights.remove(flight.path().key(), flight);
        flight.land(rendered);
    }

    private void fail(Flight flight, Throwable thrown) {
        flights.remove(flight.path().key(), flight);
        flight.fail(thrown);
    }

    /** Begins to, unless somebody does already; nobody waits for it. */
    private void refresh(PagePath path) {
        if (backoff.holds(path.key())) return;
        CachedPage old = cache.get(path.key());
        if (old == null || !isOld(old)) return;
        Flight flight = new Flight(path, old);
        if (flights.putIfAbsent(path.key(), flight) != null) return;
        AfterRuntime runtime = runtimeHere();
        Refresh.start(runtime, path.path(), path.source().prerender().limit(), () -> refresh(flight, runtime), why -> {
            if (flight.hasLanded()) return;
            backoff.failed(path.key());
            fail(flight, why);
        });
    }

    private void refresh(Flight flight, AfterRuntime runtime) throws Exception {
        Rendered rendered = render(flight, runtime, Reason.REVALIDATE);
        keep(flight, rendered);
        rendered.scope().finish(rendered.outcome());
        land(flight, rendered);
        if (rendered.isNoPage()) throw rendered.whyNoPage();
    }

    private static AfterRuntime runtimeHere() {
        return OpenScope.runtimeOf(After.scope());
    }

    /**
     * A path that a route has listed.
     *
     * @throws IllegalArgumentException if no request for it would find that route with these values
     */
    PagePath checked(PagePath listed) {
        String what =
                "staticParams() lists " + listed.values() + ", which makes the path " + Fields.visible(listed.path());
        try {
            for (Routes.Found found : app.routes.find(RequestPath.parse(listed.path()))) {
                if (!found.endpoint().isReadable()) continue;
                if (listed.source().equals(found.endpoint().prerendered())
                        && found.values().equals(listed.values())) return listed;
                throw new IllegalArgumentException(what + ": other values, or another route, are found there");
            }
        } catch (Signal malformed) {
            throw new IllegalArgumentException(what + ": " + malformed.getMessage());
        }
        throw new IllegalArgumentException(what + ": no route is found there");
    }

    /** What expires the page at {@code path}, or all pages of a route. */
    String tagOf(String path) {
        if (app.routes.hasPattern(path)) return path;
        try {
            RequestPath parsed = RequestPath.parse(path);
            if (app.routes.find(parsed).stream()
                    .anyMatch(found -> found.endpoint().isReadable())) return PagePath.encoded(parsed.segments());
        } catch (Signal malformed) {
            throw new IllegalArgumentException("revalidatePath(..) takes a path, such as /posts/hello, not '"
                    + Fields.visible(path) + "': " + malformed.getMessage());
        }
        throw new IllegalArgumentException(
                "There is no page, and no route for GET, at '" + Fields.visible(path)
                        + "'; revalidatePath(..) takes a path such as /posts/hello, or the pattern of a route as it was registered, such as /posts/{slug}");
    }
}
