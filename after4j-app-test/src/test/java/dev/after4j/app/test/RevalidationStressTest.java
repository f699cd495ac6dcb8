package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.app.Revalidation.cacheTag;
import static dev.after4j.app.Revalidation.revalidatePath;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import dev.after4j.test.TestRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests, invalidations, time and failures on many threads at once: what holds whatever comes first. */
@Timeout(120)
class RevalidationStressTest {
    private static final Surface HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);
    private static final int THREADS = 8;
    private static final int STEPS = 500;
    private static final int PAGES = 3;
    private static final String CHANGE = "change ";

    private final Now now = new Now();
    private final AtomicIntegerArray written = new AtomicIntegerArray(PAGES);
    /** What was written before an invalidation that has taken effect. */
    private final AtomicIntegerArray known = new AtomicIntegerArray(PAGES);

    private final AtomicIntegerArray rendering = new AtomicIntegerArray(PAGES);
    private final AtomicInteger renders = new AtomicInteger();
    private final AtomicInteger tasks = new AtomicInteger();
    private final AtomicInteger together = new AtomicInteger();
    private volatile int failures;

    private final AfterRuntime runtime = AfterRuntime.builder()
            .listener(new AfterListener() {
                @Override
                public void ended(TaskInfo task, TaskEnd end) {
                    if (task.name().startsWith(CHANGE)) took(task.name().split(" "));
                }
            })
            .build();

    private final App app = App.builder()
            .clock(now)
            .prerender(Prerender.ALWAYS.revalidate(Duration.ofSeconds(5)))
            .page("/{id}", this::page)
            .route("POST", "/{id}", this::change)
            .build();

    private void took(String[] name) {
        known.accumulateAndGet(Integer.parseInt(name[1]), Integer.parseInt(name[2]), Math::max);
    }

    private Html page(Request request) {
        int id = request.param("id", int.class);
        renders.incrementAndGet();
        if (rendering.incrementAndGet(id) > 1) together.incrementAndGet();
        try {
            after(named("seen"), tasks::incrementAndGet);
            cacheTag("page " + id);
            int version = written.get(id);
            Thread.yield();
            if (ThreadLocalRandom.current().nextInt(100) < failures) throw new IllegalStateException("down");
            return Html.text(String.valueOf(version));
        } finally {
            rendering.decrementAndGet(id);
        }
    }

    private Response change(Request request) {
        int id = request.param("id", int.class);
        int version = written.incrementAndGet(id);
        after(named(CHANGE + id + " " + version), () -> revalidatePath("/" + id));
        return Response.empty();
    }

    private AppResponse send(TestRequest request) {
        InProcess exchange = new InProcess(request, new AppClient.Host("http://localhost", "", Long.MAX_VALUE, null));
        OpenScope scope = OpenScope.open(runtime, request.source());
        OpenScope.Entered entered = scope.enter(HANDLER);
        AppResponse response;
        try {
            response = exchange.serve(app);
        } finally {
            entered.close();
        }
        scope.finish(response.outcome());
        return response;
    }

    private void step(Random random) {
        int id = random.nextInt(PAGES);
        switch (random.nextInt(12)) {
            case 0 -> {
                int version = written.incrementAndGet(id);
                if (random.nextBoolean()) app.revalidation().path("/{id}");
                else app.revalidation().tag("page " + id);
                known.accumulateAndGet(id, version, Math::max);
            }
            case 1 -> send(TestRequest.post("/" + id));
            case 2 -> now.advanceSeconds(1);
            default -> ask(id);
        }
    }

    private void ask(int id) {
        int atLeast = known.get(id);
        AppResponse response = send(TestRequest.get("/" + id));
        if (response.status() == 500 || failures > 0) return;
        assertThat(Integer.parseInt(response.text())).isGreaterThanOrEqualTo(atLeast);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void r25_r27_oneRenderOfAPageAtATimeAndNoInvalidationIsLost(int percentOfFailures) throws Exception {
        failures = percentOfFailures;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(i);
            all.add(threads.submit(() -> {
                for (int step = 0; step < STEPS; step++) step(random);
            }));
        }
        threads.shutdown();
        for (Future<?> one : all) one.get(100, TimeUnit.SECONDS);
        failures = 0;
        now.advance(Duration.ofMinutes(2)); // whatever has failed may be tried again
        runtime.drain();
        assertThat(tasks).hasValue(renders.get());
        for (int id = 0; id < PAGES; id++) {
            AppResponse last = send(TestRequest.get("/" + id));
            assertThat(Integer.parseInt(last.text())).isEqualTo(written.get(id));
        }
        assertThat(together).hasValue(0);
    }
}
