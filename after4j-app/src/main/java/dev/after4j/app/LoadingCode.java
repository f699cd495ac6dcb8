package dev.after4j.app;

import dev.after4j.spi.Surface;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The loader of some data; notes what that depends on. */
final class LoadingCode implements Keeping {
    private static final Surface SURFACE = Surface.of("data loader", Surface.RequestAccess.REFUSED);

    private final App app;
    private final Load load;
    private final @Nullable Keeping cause;
    private final long begun;
    private final Set<String> tags;
    private long oldest;
    private Optional<Duration> age;
    private Optional<Instant> until;

    /** Begins now; {@code cause} is what is made with the data, if that is kept, too. */
    LoadingCode(App app, Load load, @Nullable Keeping cause) {
        this.app = app;
        this.load = load;
        this.cause = cause;
        this.begun = app.pages().stamp();
        this.oldest = begun;
        this.tags = new LinkedHashSet<>(load.options().tags());
        this.age = load.options().age();
        this.until = age.map(app.pages().now()::plus);
    }

    Load load() {
        return load;
    }

    Surface surface() {
        return SURFACE.withoutRequest(this::noRequest).accompanied(this::task).holding(this);
    }

    /** For what has a request at hand: a loader may have been handed one. */
    static void refuseRequest() {
        Surface here = Surface.bound().orElse(null);
        LoadingCode loading = here == null ? null : here.held(LoadingCode.class).orElse(null);
        if (loading != null) throw loading.noRequest();
    }

    private RuntimeException noRequest() {
        return new IllegalStateException(
                "The loader of " + load + " has no request, as what it loads is for all who ask: "
                        + RequestNeededException.here().call()
                        + "; read the request outside of it, and make what was read a part of the key");
    }

    @Override
    public App app() {
        return app;
    }

    @Override
    public void expire(String call, List<String> expired) {
        throw new IllegalStateException(call + " was called in the loader of " + load
                + ", which changes nothing: call it in an action, a route handler, a proxy or a task");
    }

    @Override
    public synchronized void tag(String tag) {
        tags.add(tag);
    }

    @Override
    public long freshFrom() {
        return cause == null ? 0 : cause.freshFrom();
    }

    @Override
    public synchronized void dependsOn(Loaded data) {
        tags.addAll(data.tags());
        oldest = Math.min(oldest, data.oldest());
        age = shorter(age, data.age());
        until = shorter(until, data.until());
    }

    private static <T extends Comparable<T>> Optional<T> shorter(Optional<T> one, Optional<T> other) {
        if (one.isEmpty() || other.isEmpty()) return one.or(() -> other);
        return one.get().compareTo(other.get()) <= 0 ? one : other;
    }

    @Override
    public TaskCode task() {
        return cause == null ? app.taskCode() : cause.task();
    }

    synchronized Loaded loaded(@Nullable Object value) {
        return new Loaded(value, begun, oldest, Set.copyOf(tags), age, until, new AtomicBoolean());
    }
}
