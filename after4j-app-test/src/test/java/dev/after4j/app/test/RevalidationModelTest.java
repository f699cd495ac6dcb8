package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.app.Revalidation.cacheTag;
import static dev.after4j.app.Revalidation.revalidatePath;
import static dev.after4j.app.Revalidation.revalidateTag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.TaskEnd;
import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;
import dev.after4j.app.Page;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.Signal;
import dev.after4j.app.cache.PageCache;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests, changes with their invalidations, time, failures and restarts in any order, one after the other, against a model that says exactly what each
 * request is answered with. What happens while something is rendered happens inside of its page.
 */
@ExtendWith(AfterExtension.class)
@Timeout(120)
class RevalidationModelTest {
    private static final int SEEDS = 25;
    private static final int STEPS = 400;
    private static final int TEAS = 3;
    private static final Duration AGE = Duration.ofSeconds(30);

    /** What makes a change known. */
    private enum Expiry {
        PATH,
        ROUTE,
        OWN_TAG,
        COMMON_TAG;

        boolean reaches(int changed, int tea) {
            return this == ROUTE || this == COMMON_TAG || changed == tea;
        }
    }

    private record Change(int tea, Expiry expiry, boolean removes) {}

    /** A tea as the model has it. */
    private static final class Tea {
        int version;
        boolean exists = true;
        /** What is kept; null if nothing is. */
        @Nullable
        String kept;

        Instant rendered = Instant.EPOCH;
        boolean isExpired;

        @Nullable
        Instant failedUntil;

        int pause;
        /** Whether a refresh waits for its turn. */
        boolean isToBeRefreshed;

        String shown() {
            return "version " + version;
        }

        boolean isBackingOff(Instant now) {
            return failedUntil != null && now.isBefore(failedUntil);
        }

        void failed(Instant now) {
            pause = pause == 0 ? 1 : Math.min(60, 2 * pause);
            failedUntil = now.plusSeconds(pause);
        }

        /** Whoever expires it may have repaired what made it fail. */
        void expire() {
            isExpired = true;
            failedUntil = null;
        }

        void succeeded() {
            pause = 0;
            failedUntil = null;
        }

        void forget() {
            kept = null;
            succeeded();
        }
    }

    @TempDir
    Path folder;

    private final AfterKit after;
    private final Now now = new Now();
    private final List<Tea> teas = new ArrayList<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private final List<String> history = new ArrayList<>();
    private Random random = new Random();
    private boolean isDown;
    /** The rendering that the model knows of. */
    private @Nullable Expected render;

    private int rendering;
    private int rendered;
    private int expectedRenders;
    private int tasksRun;
    private PageCache cache = PageCache.inMemory(0);
    private App app = App.builder().build();
    private AppClient client;

    RevalidationModelTest(AfterKit after) {
        this.after = after;
        client = AppClient.of(app, after);
    }

    static List<Integer> seeds() {
        List<Integer> seeds = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) seeds.add(seed);
        return seeds;
    }

    @AfterEach
    void close() {
        cache.close();
    }

    private final class TeaPage implements Page {
        @Override
        public Prerender prerender() {
            return Prerender.ALWAYS.revalidate(AGE).tags("teas");
        }

        @Override
        public Html render(Request request) {
            assertThat(++rendering).isEqualTo(1);
            try {
                return rendered(request.param("id", int.class));
            } finally {
                rendering--;
            }
        }

        private Html rendered(int id) {
            rendered++;
            cacheTag("tea:" + id);
            after(named("seen"), () -> tasksRun++);
            Tea tea = teas.get(id);
            if (render == null) render = new Expected(tea, tea.isToBeRefreshed);
            boolean exists = tea.exists;
            String shown = tea.shown();
            if (random.nextInt(4) == 0) meanwhile(); // it has not seen that
            if (isDown) throw new IllegalStateException("the database is down");
            if (!exists) throw Signal.notFound();
            return (HtmlOutput out) -> out.text(shown);
        }
    }

    private void start() {
        cache = PageCache.over(folder, random.nextBoolean() ? 0 : 1_000_000, "teas 1");
        app = App.builder()
                .clock(now)
                .pages(cache)
                .page("/teas/{id}", new TeaPage())
                .route("POST", "/change", request -> {
                    Change change = aChange();
                    changes.add(change);
                    after(named("change"), () -> change(change));
                    return Response.empty();
                })
                .build();
        client = AppClient.of(app, after);
    }

    private Change aChange() {
        Expiry[] all = Expiry.values();
        return new Change(random.nextInt(TEAS), all[random.nextInt(all.length)], random.nextInt(6) == 0);
    }

    /** In a task: it takes effect when that has ended. */
    private void change(Change change) {
        switch (change.expiry) {
            case PATH -> revalidatePath("/teas/" + change.tea);
            case ROUTE -> revalidatePath("/teas/{id}");
            case OWN_TAG -> revalidateTag("tea:" + change.tea);
            case COMMON_TAG -> revalidateTag("teas");
        }
        ask(change.tea); // as if it had not been called yet
        write(change);
    }

    private void write(Change change) {
        history.add("write " + change);
        Tea tea = teas.get(change.tea);
        tea.version++;
        tea.exists = !change.removes;
    }

    private void tookEffect(Change change) {
        for (int i = 0; i < TEAS; i++)
            if (change.expiry.reaches(change.tea, i)) teas.get(i).expire();
    }

    private void changeAtOnce() {
        Change change = aChange();
        write(change);
        switch (change.expiry) {
            case PATH -> app.revalidation().path("/teas/" + change.tea);
            case ROUTE -> app.revalidation().path("/teas/{id}");
            case OWN_TAG -> app.revalidation().tag("tea:" + change.tea);
            case COMMON_TAG -> app.revalidation().tag("teas");
        }
        tookEffect(change);
    }

    /** While a page is rendered: what it is to be is decided already. */
    private void meanwhile() {
        history.add("  meanwhile");
        changeAtOnce();
    }

    /** What becomes of rendering that; what happens meanwhile is noted while it happens. */
    private final class Expected {
        private final Tea tea;
        private final String shown;
        private final boolean exists;
        private final boolean fails = isDown;
        private final boolean wasExpired;
        private final Instant at = now.instant();

        Expected(Tea tea, boolean isDue) {
            assertThat(isDue).isTrue();
            this.tea = tea;
            this.shown = tea.shown();
            this.exists = tea.exists;
            this.wasExpired = tea.isExpired;
            tea.isExpired = false;
            tea.isToBeRefreshed = false;
            expectedRenders++;
        }

        /** The answer to who waits for it. */
        String end() {
            if (fails) {
                boolean isExpiredSince = tea.isExpired;
                tea.isExpired |= wasExpired;
                if (tea.kept == null) return "500 none";
                tea.failed(at);
                if (isExpiredSince) tea.expire();
                return "200 STALE " + tea.kept;
            }
            if (!exists) {
                tea.forget();
                return "404 none";
            }
            tea.succeeded();
            tea.kept = shown;
            tea.rendered = at;
            return "200 MISS " + shown;
        }
    }

    private @Nullable String endOfRender() {
        Expected ended = render;
        render = null;
        return ended == null ? null : ended.end();
    }

    private void ask(int id) {
        Tea tea = teas.get(id);
        String kept = keptAnswer(tea);
        if (kept == null) render = new Expected(tea, true);
        AppResponse response = client.send(TestRequest.get("/teas/" + id));
        String rendered = endOfRender();
        String state = response.header("x-after-cache").orElse("none");
        String answer = response.status() + " " + state + (response.status() == 200 ? " " + response.text() : "");
        history.add("tea " + id + ": " + answer);
        assertThat(answer).as(() -> String.join("\n", history)).isEqualTo(kept == null ? rendered : kept);
    }

    /** Null if whoever asks waits for a rendering. */
    private @Nullable String keptAnswer(Tea tea) {
        if (tea.kept == null) return null;
        boolean isBackingOff = tea.isBackingOff(now.instant());
        if (tea.isExpired) return isBackingOff ? "200 STALE " + tea.kept : null;
        if (now.instant().isBefore(tea.rendered.plus(AGE))) return "200 HIT " + tea.kept;
        if (!isBackingOff) tea.isToBeRefreshed = true;
        return "200 STALE " + tea.kept;
    }

    /** The next task: what a page or a change has registered, or a refresh. */
    private void runNext() {
        String name = after.runNext();
        endOfRender();
        history.add("ran " + name);
        if (name.equals("change")) tookEffect(changes.remove());
        finish();
    }

    private void finish() {
        after.handle(() -> {}); // there is one at least
        after.finish();
    }

    private void runAll() {
        while (!after.pending().isEmpty()) runNext();
        assertThat(teas).noneMatch(tea -> tea.isToBeRefreshed);
    }

    private void restart() {
        runAll();
        cache.close();
        history.add("restart");
        teas.forEach(Tea::succeeded);
        start();
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0 -> changeAtOnce();
            case 1 -> client.send(TestRequest.post("/change"));
            case 2 -> {
                now.advanceSeconds(random.nextInt(20));
                history.add("now " + now.instant());
            }
            case 3 -> {
                isDown = random.nextInt(3) == 0;
                history.add("down: " + isDown);
            }
            case 4, 5 -> {
                for (int i = random.nextInt(6); i >= 0 && !after.pending().isEmpty(); i--) runNext();
            }
            case 6 -> {
                if (random.nextInt(5) == 0) restart();
            }
            default -> ask(random.nextInt(TEAS));
        }
        finish();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void r25_r27_nothingIsOlderThanItsRulesAllowAndNoInvalidationIsLost(int seed) {
        random = new Random(seed);
        for (int i = 0; i < TEAS; i++) teas.add(new Tea());
        after.hold();
        start();
        for (int i = 0; i < STEPS; i++) step();
        isDown = false;
        runAll();
        assertThat(rendered).isEqualTo(expectedRenders);
        assertThat(tasksRun).isEqualTo(rendered);
        if (after.ended(TaskEnd.Kind.FAILED).contains("refresh")) after.assertFailed("refresh");
    }
}
