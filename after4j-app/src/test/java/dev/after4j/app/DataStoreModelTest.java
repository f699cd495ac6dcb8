package dev.after4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope.Reason;
import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Threads that get, change and expire data at random while time passes and loads fail. Whoever gets data must see each change whose expiry had returned before; what is kept must
 * be young; and no data is loaded twice at once.
 */
@Timeout(120)
class DataStoreModelTest {
    private static final int THREADS = 4;
    private static final int STEPS = 400;
    private static final int SOURCES = 3;
    private static final Duration AGE = Duration.ofSeconds(5);
    private static final Surface DYNAMIC = Surface.of("model", Surface.RequestAccess.REFUSED);

    private static final class Down extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A change that was read, and when. */
    private record Read(long change, Instant at) {}

    /** Something that changes, and whose data expires with each change. */
    private final class Source {
        final String name;
        final AtomicLong changes = new AtomicLong();
        /** The last change whose expiry has returned. */
        final AtomicLong expired = new AtomicLong();

        final AtomicInteger loading = new AtomicInteger();

        Source(String name) {
            this.name = name;
        }

        void change() {
            long change = changes.incrementAndGet();
            app.revalidation().tag(name);
            expired.accumulateAndGet(change, Math::max);
        }

        Read get() {
            return DataCache.get(name, CacheOptions.tags(name).revalidate(AGE), this::load);
        }

        private Read load() {
            return loaded(loading, () -> new Read(changes.get(), clock()));
        }
    }

    private final AtomicLong seconds = new AtomicLong();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger loadingAll = new AtomicInteger();
    /** How many loads of the same data there have been at once. */
    private final AtomicInteger atOnce = new AtomicInteger();

    private final AtomicInteger loads = new AtomicInteger();
    private final App app = App.builder().clock(this::clock).build();
    private final List<Source> sources = new ArrayList<>();

    private Instant clock() {
        return Instant.ofEpochSecond(seconds.get());
    }

    /** A load; it fails if a failure is due. */
    private <T> T loaded(AtomicInteger loading, Supplier<T> load) {
        atOnce.accumulateAndGet(loading.incrementAndGet(), Math::max);
        try {
            loads.incrementAndGet();
            if (failures.getAndUpdate(due -> Math.max(0, due - 1)) > 0) throw new Down();
            T loaded = load.get();
            Thread.yield();
            return loaded;
        } finally {
            loading.decrementAndGet();
        }
    }

    /** Data that is made of all others. */
    private List<Read> all() {
        return DataCache.get(
                "all",
                CacheOptions.NONE,
                () -> loaded(loadingAll, () -> sources.stream().map(Source::get).toList()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void r27_noChangeIsMissedAndNothingKeptIsTooOldAndNothingIsLoadedTwiceAtOnce(long seed) throws Exception {
        for (int i = 0; i < SOURCES; i++) sources.add(new Source("source" + i));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (AfterRuntime runtime = AfterRuntime.create()) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(seed * THREADS + i);
                runs.add(threads.submit(() -> {
                    for (int step = 0; step < STEPS; step++) step(runtime, random);
                }));
            }
            for (Future<?> run : runs) run.get();
            failures.set(0);
            get(runtime, true, 0);
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
        assertThat(atOnce).hasValue(1);
        assertThat(loads.get()).as("most is got without a load").isBetween(10, THREADS * STEPS);
    }

    private void step(AfterRuntime runtime, Random random) {
        switch (random.nextInt(10)) {
            case 0 -> sources.get(random.nextInt(SOURCES)).change();
            case 1 -> seconds.addAndGet(random.nextInt(3));
            case 2 -> failures.set(random.nextInt(4) / 3);
            default -> get(runtime, random.nextBoolean(), random.nextInt(SOURCES + 1));
        }
    }

    private void get(AfterRuntime runtime, boolean isKept, int index) {
        OpenScope scope = OpenScope.open(runtime, "model", Reason.JOB);
        Caller caller = isKept ? new StaticCode(app, Prerender.AUTO, List.of(), 0, end -> {}) : app.renderingCode();
        List<Long> expired =
                sources.stream().map(source -> source.expired.get()).toList();
        Instant before = clock();
        try {
            List<Read> got = Surfaces.in(
                    scope,
                    DYNAMIC.accompanied(app::taskCode).holding(caller),
                    () -> index < SOURCES ? List.of(sources.get(index).get()) : all());
            for (int i = 0; i < got.size(); i++) {
                Read read = got.get(i);
                int source = index < SOURCES ? index : i;
                assertThat(read.change()).as("change seen").isGreaterThanOrEqualTo(expired.get(source));
                if (isKept) assertThat(read.at().plus(AGE)).as("end of its age").isAfter(before);
            }
        } catch (Down down) {
            // as asked for: what was expired is not handed out
        } catch (RuntimeException unexpected) {
            throw unexpected;
        } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
        } finally {
            scope.finish(Outcome.completed(0));
        }
    }
}
