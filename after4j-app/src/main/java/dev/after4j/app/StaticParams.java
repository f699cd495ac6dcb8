package dev.after4j.app;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope.Reason;
import dev.after4j.Outcome;
import dev.after4j.app.cache.PageCache;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** What pages list as their parameters. */
final class StaticParams {
    private static final Surface SURFACE = Surface.of("static parameters", Surface.RequestAccess.REFUSED);

    private record Listed(Set<List<String>> values, Set<String> tags, long stamp) {}

    private final App app;
    private final Map<RoutePattern, Listed> known = new ConcurrentHashMap<>();
    private final Map<RoutePattern, Lock> locks = new ConcurrentHashMap<>();

    StaticParams(App app) {
        this.app = app;
    }

    /** Whether that path is served: all are, unless only those that are listed. */
    boolean allow(PagePath path, AfterRuntime runtime) throws Exception {
        Prerendered source = path.source();
        if (!source.prerender().isOnlyListed() || source.pattern().names().isEmpty()) return true;
        Lock listing = locks.computeIfAbsent(source.pattern(), first -> new ReentrantLock());
        listing.lockInterruptibly(); // once for all who ask
        try {
            return isListed(path, runtime);
        } finally {
            listing.unlock();
        }
    }

    private boolean isListed(PagePath path, AfterRuntime runtime) throws Exception {
        Prerendered source = path.source();
        Listed listed = known.get(source.pattern());
        if (listed == null || isExpired(path, listed)) {
            long stamp = app.pages().stamp();
            // whoever expires a path wants all that is there anew
            StaticCode code = code(app.pages().cache().expired(path.tags()), task -> {});
            listed = new Listed(new HashSet<>(list(source, runtime, code)), code.tags(), stamp);
            known.put(source.pattern(), listed);
        }
        return listed.values.contains(path.values());
    }

    /** With the pages of the route its list is expired, and with the data in it; and with one of them, which may be new, as far as that is concerned. */
    private boolean isExpired(PagePath path, Listed listed) {
        PageCache cache = app.pages().cache();
        return cache.expired(path.tags()) > listed.stamp || cache.expired(listed.tags) > listed.stamp;
    }

    private static List<List<String>> list(Prerendered source, AfterRuntime runtime, StaticCode code) throws Exception {
        OpenScope scope = open(source, runtime, Reason.FIRST_RENDER);
        Outcome outcome = Outcome.completed(0);
        try {
            return list(source, scope, code);
        } catch (Throwable thrown) {
            outcome = Outcome.failed(0, thrown);
            throw thrown;
        } finally {
            scope.finish(outcome);
        }
    }

    static OpenScope open(Prerendered source, AfterRuntime runtime, Reason reason) {
        return OpenScope.open(runtime, "static parameters of " + source.pattern(), reason);
    }

    /** What calls {@code staticParams()}; data that was loaded before {@code freshFrom} is loaded anew for it. */
    StaticCode code(long freshFrom, Consumer<StaticCode.Ended> ends) {
        return new StaticCode(app, Prerender.NEVER, List.of(), freshFrom, ends);
    }

    /** Calls {@code staticParams()} in a scope of its own, which whoever calls this ends then (R25). */
    static List<List<String>> list(Prerendered source, OpenScope scope, StaticCode code) throws Exception {
        Surface surface = SURFACE.withoutRequest(code::requestNeeded)
                .accompanied(code::task)
                .holding(code);
        List<List<String>> listed = Surfaces.in(scope, surface, source::listed);
        if (code.need().isEmpty()) return listed;
        throw new BuildException("staticParams() of " + source.title() + " asks for a request, and has none: "
                + code.need().get().call());
    }
}
