package dev.after4j.app;

import dev.after4j.After;
import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.AfterScope.Reason;
import dev.after4j.app.Flight.Landing;
import dev.after4j.app.cache.CachedPage;
import dev.after4j.app.cache.PageCache;
import dev.after4j.spi.OpenScope;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** What a request for something prerendered is answered with: a page to keep, what else came of rendering it, or why nothing did. */
    record Answer(
            State state,
            @Nullable CachedPage page,
            @Nullable Rendered otherwise,
            @Nullable Throwable failure) {
        static Answer of(State state, CachedPage page) {
            return new Answer(state, page, null, null);
        }
    }

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

    KeptForms forms(CachedPage page) {
        return page.derived(KeptForms.class, same -> new KeptForms(same, app.defaults));
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
    void foundDynamic(RoutePattern route) {
        dynamic.add(route);
    }

    /** For a thread that is bound to the scope of a request; empty if the page must be rendered for that. What has failed was reported. */
    Optional<Answer> answer(PagePath path) throws Exception {
        boolean isLater = false; // a flight that is joined when another has landed began after we came
        while (true) {
            CachedPage page = cache.get(path.key());
            if (page == null && isDynamic(path)) return Optional.empty();
            if (page != null && !cache.isExpired(page)) return Optional.of(kept(path, page));
            if (page != null && backoff.holds(path.key(), cache.expired(page.tags())))
                return Optional.of(Answer.of(State.STALE, page));
            Flight flight = joined(path, page);
            boolean isMine = begun(flight, After.scope());
            Landing landing = landing(flight);
            Rendered rendered = landing.rendered();
            if (rendered != null && (isMine || isLater || isFresh(rendered))) return answer(rendered, page);
            if (landing.failure() != null) return Optional.of(failed(landing.failure(), page));
            isLater = true;
        }
    }

    private boolean isDynamic(PagePath path) throws Exception {
        if (!dynamic.contains(path.source().pattern())) return false;
        if (params.allow(path, runtimeHere())) return true;
        throw Signal.notFound();
    }

    private Answer kept(PagePath path, CachedPage page) {
        if (!isOld(page)) return Answer.of(State.HIT, page);
        refresh(path, page);
        return Answer.of(State.STALE, page);
    }

    private boolean isOld(CachedPage page) {
        return page.age()
                .map(age -> Duration.between(page.rendered(), now()).compareTo(age) >= 0)
                .orElse(false);
    }

    private static Optional<Answer> answer(Rendered rendered, @Nullable CachedPage old) {
        if (rendered.page() != null) return Optional.of(Answer.of(State.MISS, rendered.page()));
        if (old != null && rendered.isNoPage()) return Optional.of(Answer.of(State.STALE, old));
        return rendered.isForEachRequest()
                ? Optional.empty()
                : Optional.of(new Answer(State.MISS, null, rendered, null));
    }

    private static Answer failed(Throwable failure, @Nullable CachedPage old) {
        return old == null ? new Answer(State.MISS, null, null, failure) : Answer.of(State.STALE, old);
    }

    private Flight joined(PagePath path, @Nullable CachedPage old) {
        Flight mine = new Flight(path, old, cache.stamp());
        Flight known = flights.putIfAbsent(path.key(), mine);
        return known == null ? mine : known;
    }

    /** Whether that was to be done. On a thread that has nothing of the request's: what code finds there by other ways than ours must not be kept for everybody. */
    private boolean begun(Flight flight, AfterScope cause) {
        if (!flight.begin()) return false;
        AfterRuntime runtime = OpenScope.runtimeOf(cause);
        try {
            flight.isDoneBy(threads.run(() -> fly(flight, runtime, cause)));
        } catch (Throwable noThread) {
            fail(flight, noThread);
        }
        return true;
    }

    private void fly(Flight flight, AfterRuntime runtime, AfterScope cause) {
        try {
            Rendered rendered = flown(flight, runtime, cause).orElse(null);
            if (rendered != null && isFailed(flight, rendered)) report(flight, rendered.whyNoPage());
            land(flight, rendered);
        } catch (Throwable thrown) {
            fail(flight, thrown);
        }
    }

    /** Renders, keeps what came of it, and ends the scope; empty if another rendering has landed since its old page was looked for. */
    private Optional<Rendered> flown(Flight flight, AfterRuntime runtime, @Nullable AfterScope cause) throws Exception {
        if (hasChanged(flight)) return Optional.empty();
        Reason reason = flight.old() == null ? Reason.FIRST_RENDER : Reason.REVALIDATE;
        boolean isListed = params.allow(flight.path(), runtime);
        Rendered rendered = new StaticRender(app, runtime, reason, flight.path(), task -> {}).render(isListed);
        try {
            keep(flight, rendered);
        } finally {
            if (cause != null && reason == Reason.FIRST_RENDER) rendered.scope().finishAfter(cause, rendered.outcome());
            else rendered.scope().finish(rendered.outcome());
        }
        return Optional.of(rendered);
    }

    private static boolean isFailed(Flight flight, Rendered rendered) {
        return rendered.isNoPage() && (flight.old() != null || !rendered.isForEachRequest());
    }

    private boolean hasChanged(Flight flight) {
        CachedPage old = flight.old();
        CachedPage now = cache.get(flight.path().key());
        if (old == null)
            return now != null || dynamic.contains(flight.path().source().pattern());
        return now == null || now.begun() != old.begun();
    }

    /** Keeps the page, or notes why there is none. */
    private void keep(Flight flight, Rendered rendered) {
        String key = flight.path().key();
        CachedPage page = rendered.page();
        if (page != null) {
            cache.put(key, page);
            backoff.succeeded(key);
        } else if (flight.old() != null && rendered.isNoPage()) {
            if (flight.fail()) backoff.failed(key, rendered.begun());
        } else {
            if (flight.old() != null) remove(key); // it is gone, or has moved
            if (rendered.isForEachRequest()) thrownAway(rendered);
        }
    }

    private void remove(String key) {
        cache.remove(key);
        backoff.succeeded(key);
    }

    private void thrownAway(Rendered rendered) {
        rendered.scope().discard();
        if (!rendered.isErrorPage()) dynamic.add(rendered.path().source().pattern());
    }

    /** First there is no flight to be joined any more, and then those who have joined it look for what is kept now. */
    private void land(Flight flight, @Nullable Rendered rendered) {
        if (flights.remove(flight.path().key(), flight)) flight.land(rendered, null);
    }

    private void fail(Flight flight, Throwable why) {
        if (lose(flight, why)) report(flight, why);
    }

    /** Whether it had not landed. */
    private boolean lose(Flight flight, Throwable why) {
        if (!flights.remove(flight.path().key(), flight)) return false;
        if (flight.old() != null && flight.fail()) backoff.failed(flight.path().key(), flight.made());
        flight.land(null, why);
        return true;
    }

    private static void report(Flight flight, Throwable why) {
        if (flight.old() == null) LOG.error("{} could not be rendered", flight.path(), why);
        else LOG.error("{} could not be rendered anew; the old page stays", flight.path(), why);
    }

    /** Whoever waits too long gives it up for all. */
    private Landing landing(Flight flight) throws InterruptedException {
        Prerendered source = flight.path().source();
        Duration limit = source.prerender().limit();
        Optional<Landing> landing = flight.await(limit);
        if (landing.isPresent()) return landing.get();
        fail(
                flight,
                new IllegalStateException(
                        source.title() + " has not been rendered within " + limit + " (Prerender.within)"));
        flight.interrupt();
        return flight.await(limit).orElseThrow();
    }

    private boolean isFresh(Rendered rendered) {
        return cache.expired(rendered.code().tags()) < rendered.begun();
    }

    /** Begins to, unless somebody does already; nobody waits for it. */
    private void refresh(PagePath path, CachedPage old) {
        if (backoff.holds(path.key(), Backoff.NEVER_EXPIRED)) return;
        Flight flight = new Flight(path, old, cache.stamp());
        if (flights.putIfAbsent(path.key(), flight) != null) return;
        AfterRuntime runtime = runtimeHere();
        AtomicBoolean isMine = new AtomicBoolean();
        Refresh.start(
                runtime,
                path.path(),
                path.source().prerender().limit(),
                () -> {
                    isMine.set(flight.begin());
                    if (isMine.get()) refresh(flight, runtime);
                },
                why -> {
                    if (isMine.get() || flight.begin()) lose(flight, why);
                });
    }

    private void refresh(Flight flight, AfterRuntime runtime) throws Exception {
        Rendered rendered = flown(flight, runtime, null).orElse(null);
        land(flight, rendered);
        if (rendered != null && rendered.isNoPage()) throw rendered.whyNoPage();
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
        if (path.matches(".*[?#{}].*"))
            throw new IllegalArgumentException(
                    "revalidatePath(..) takes a path without a query, or the pattern of a route as it was registered, not '"
                            + Fields.visible(path) + "'");
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
