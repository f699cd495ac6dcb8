package dev.after4j.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The data of an application that is kept: handed out while it is fresh, and loaded once for all who wait when it is not. */
final class DataStore {
    /** Of a load that nobody waits for. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final App app;
    private final Cache<String, Loaded> kept;
    private final Loads loads = new Loads();
    private final Backoff backoff;

    DataStore(App app, int most) {
        this.app = app;
        this.backoff = new Backoff(this::now);
        // On the thread that asks: no pool of the process is handed work that outlives an application.
        this.kept = Caffeine.newBuilder()
                .maximumSize(most)
                .executor(Runnable::run)
                // Strong keys are never null.
                .evictionListener((@Nullable String key, @Nullable Loaded data, RemovalCause why) ->
                        backoff.succeeded(Objects.requireNonNull(key)))
                .build();
    }

    private Instant now() {
        return app.pages().now();
    }

    /** What {@code load} is to load: kept, loaded elsewhere, or by it. */
    @Nullable
    Object get(Caller caller, Load load) {
        Keeping keeping = caller instanceof Keeping known ? known : null;
        Loaded data = keeping == null ? handedOut(load) : fresh(load, keeping);
        if (keeping != null) keeping.dependsOn(data);
        return data.value();
    }

    /** For code of which nothing is kept: at once if there is any that was not expired, however old. */
    private Loaded handedOut(Load load) {
        Loaded data = kept.getIfPresent(load.key());
        if (data == null || isExpired(data)) return loaded(load, null);
        if (data.isOld(now())) reload(load, data);
        return data;
    }

    private Loaded fresh(Load load, Keeping keeping) {
        Loaded data = kept.getIfPresent(load.key());
        return data != null && isFresh(data, keeping) ? data : loaded(load, keeping);
    }

    /** What is kept must not be too old from the start. */
    private boolean isFresh(Loaded data, @Nullable Keeping keeping) {
        if (isExpired(data)) return false;
        return keeping == null || (data.oldest() > keeping.freshFrom() && !data.isOld(now()));
    }

    private boolean isExpired(Loaded data) {
        return data.begun() <= app.pages().cache().expired(data.tags());
    }

    /** By the one load that all wait for who come meanwhile; unless it began before something that it has not seen was expired. */
    private Loaded loaded(Load mine, @Nullable Keeping keeping) {
        Load parent = keeping instanceof LoadingCode code ? code.load() : null;
        while (true) {
            Load load = loads.join(mine, parent);
            try {
                if (load == mine) run(mine, keeping);
                Loaded data = load.await();
                if (load == mine || isFresh(data, keeping)) return data;
            } finally {
                loads.leave(load, parent);
            }
        }
    }

    private void run(Load load, @Nullable Keeping keeping) {
        try {
            Loaded data = kept.getIfPresent(load.key());
            // Another load may have ended since this thread looked.
            load.land(data != null && isFresh(data, keeping) && !data.isOld(now()) ? data : keep(load, keeping));
        } catch (Throwable thrown) {
            load.fail(thrown);
        } finally {
            loads.end(load);
        }
    }

    private Loaded keep(Load load, @Nullable Keeping keeping) throws Exception {
        Loaded data = load(load, keeping);
        kept.asMap().merge(load.key(), data, Loaded::later);
        backoff.succeeded(load.key());
        return data;
    }

    /** In a scope of its own, without a request: what code finds there must not be one client's. Its tasks wait for the response as others do. */
    private Loaded load(Load load, @Nullable Keeping keeping) throws Exception {
        AfterScope cause = After.scope();
        OpenScope scope = OpenScope.open(OpenScope.runtimeOf(cause), load.toString(), reason(cause));
        LoadingCode code = new LoadingCode(app, load, keeping);
        Outcome outcome = Outcome.completed(0);
        try {
            return code.loaded(Surfaces.in(scope, code.surface(), load::load));
        } catch (Throwable thrown) {
            outcome = Outcome.failed(0, thrown);
            throw thrown;
        } finally {
            scope.finishAfter(cause, outcome);
        }
    }

    private static AfterScope.Reason reason(AfterScope cause) {
        return cause.reason() == AfterScope.Reason.REQUEST ? AfterScope.Reason.JOB : cause.reason();
    }

    /** Begins to, unless somebody does already; nobody waits for it. */
    private void reload(Load load, Loaded old) {
        if (backoff.holds(load.key(), Backoff.NEVER_EXPIRED)
                || !old.isReloading().compareAndSet(false, true)) return;
        Refresh.start(
                OpenScope.runtimeOf(After.scope()),
                load.toString(),
                LIMIT,
                () -> runReload(load, old),
                why -> reloadEnded(load, old, why));
    }

    /** Only now others can wait for it: a task may have to wait for its turn. */
    private void runReload(Load load, Loaded old) {
        if (!loads.begin(load)) {
            load.land(old); // another load is under way
            return;
        }
        run(load, null);
        try {
            load.await();
        } catch (Throwable thrown) {
            throw new IllegalStateException(load + " could not be loaded anew; what is kept stays", thrown);
        }
    }

    private void reloadEnded(Load load, Loaded old, Throwable why) {
        load.fail(why); // if it has never begun, or is given up
        loads.end(load);
        if (load.hasFailed()) backoff.failed(load.key(), 0);
        old.isReloading().set(false);
    }
}
