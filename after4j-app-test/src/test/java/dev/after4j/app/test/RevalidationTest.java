package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.app.Revalidation.revalidatePath;
import static dev.after4j.app.Revalidation.revalidateTag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.after4j.NoAfterScopeException;
import dev.after4j.TaskEnd;
import dev.after4j.app.App;
import dev.after4j.app.Forward;
import dev.after4j.app.Html;
import dev.after4j.app.Page;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.Revalidation;
import dev.after4j.app.Signal;
import dev.after4j.app.test.Site.Part;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an invalidation takes effect, and what becomes of what was rendered before. */
@ExtendWith(AfterExtension.class)
@Timeout(60)
class RevalidationTest {
    private static final TestRequest TEAS = TestRequest.get("/teas");
    private static final String CALL = "revalidatePath(\"/teas\")";

    private final AtomicInteger renders = new AtomicInteger();
    private final Now now = new Now();
    private final List<String> seen = new ArrayList<>();
    private final AfterKit after;
    private AppClient client;
    private App app;
    /** What the page does next. */
    private volatile ThrowingCallable inRender = () -> {};

    RevalidationTest(AfterKit after) {
        this.after = after;
        serve(builder());
    }

    private App.Builder builder() {
        return builder(Prerender.AUTO.tags("teas"));
    }

    private App.Builder builder(Prerender rule) {
        return App.builder().clock(now).prerender(rule).page("/teas", request -> {
            int number = renders.incrementAndGet();
            try {
                inRender.call();
            } catch (Exception | Error thrown) {
                throw thrown;
            } catch (Throwable other) {
                throw new AssertionError(other);
            }
            return Html.text("render " + number);
        });
    }

    private void serve(App.Builder builder) {
        app = builder.build();
        client = AppClient.of(app, after);
    }

    private String teas() {
        return client.send(TEAS).header("x-after-cache").orElse("none");
    }

    private void see() {
        seen.add(teas());
    }

    /** Runs {@code code} as a route handler would. */
    private void inHandler(ThrowingCallable code) {
        app = builder()
                .route("POST", "/go", request -> {
                    try {
                        code.call();
                    } catch (Exception | Error thrown) {
                        throw thrown;
                    } catch (Throwable other) {
                        throw new AssertionError(other);
                    }
                    return Response.empty();
                })
                .build();
        client = AppClient.of(app, after);
        see();
        client.send(TestRequest.post("/go"));
    }

    @Test
    void r27_aTasksInvalidationTakesEffectWhenItEnds() {
        inHandler(() -> after(() -> {
            revalidatePath("/teas");
            see();
        }));
        after.finish();
        see();
        assertThat(seen).containsExactly("MISS", "HIT", "MISS");
        after.finish();
    }

    @Test
    void r27_aTasksInvalidationTakesEffectAlsoIfItFails() {
        inHandler(() -> after(named("fails"), () -> {
            revalidateTag("teas");
            see();
            throw new IllegalStateException("after the commit");
        }));
        after.finish();
        after.assertFailed("fails");
        see();
        assertThat(seen).containsExactly("MISS", "HIT", "MISS");
        after.finish();
    }

    @Test
    void r27_aTasksInvalidationTakesEffectWhenItsStageCompletes() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        inHandler(() -> after(() -> {
            revalidatePath("/teas");
            return stage;
        }));
        after.finish();
        see();
        stage.complete(null);
        after.runTasks();
        see();
        assertThat(seen).containsExactly("MISS", "HIT", "MISS");
        after.finish();
    }

    @Test
    void r27_aTasksInvalidationTakesEffectWhenItsTimeIsOverAndWhatItAsksForLaterAtOnce() {
        inHandler(() -> after(named("slow").within(Duration.ofSeconds(1)), () -> {
            revalidatePath("/teas");
            see();
            after.advance(Duration.ofSeconds(2));
            assertThat(Thread.interrupted()).isTrue();
            see();
            revalidateTag("teas");
            see();
        }));
        after.finish();
        after.assertEnded("slow", TaskEnd.Kind.TIMED_OUT);
        assertThat(seen).containsExactly("MISS", "HIT", "MISS", "MISS");
        after.finish();
    }

    @Test
    void r27_aNestedTaskIsOneOfItsOwn() {
        inHandler(() -> after(() -> {
            revalidatePath("/teas");
            after(() -> {
                see();
                revalidateTag("teas");
                see();
            });
            see();
        }));
        after.finish();
        see();
        assertThat(seen).containsExactly("MISS", "HIT", "MISS", "HIT", "MISS");
        after.finish();
    }

    /** In Next.js it waits for the slowest task of the request. */
    @Test
    void r27_nobodyWaitsForAnotherTask() {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        inHandler(() -> {
            after(() -> slow);
            after(() -> revalidatePath("/teas"));
        });
        after.finish();
        see();
        assertThat(seen).containsExactly("MISS", "MISS");
        slow.complete(null);
        after.finish();
    }

    @Test
    void r27_whatIsAbandonedMayHaveChangedSomething() {
        inHandler(() -> after(named("stage"), () -> {
            revalidatePath("/teas");
            return new CompletableFuture<Void>();
        }));
        after.finish();
        see();
        after.drain();
        after.assertEnded("stage", TaskEnd.Kind.ABANDONED);
        see();
        assertThat(seen).containsExactly("MISS", "HIT", "MISS");
    }

    /** A continuation has no task on its thread. */
    @Test
    void r27_whatWasTakenBeforeTakesEffectAtOnceOnAnyThread() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        inHandler(() -> after(() -> {
            Revalidation revalidation = Revalidation.current();
            return stage.thenRun(() -> {
                revalidation.path("/teas");
                see();
                revalidation.tag("teas");
                see();
            });
        }));
        after.finish();
        CompletableFuture.runAsync(() -> stage.complete(null)).join();
        after.runTasks();
        assertThat(seen).containsExactly("MISS", "MISS", "MISS");
        app.revalidation().path("/teas");
        assertThat(teas()).isEqualTo("MISS");
        after.finish();
    }

    private enum Ends {
        WELL,
        WITH_A_SIGNAL,
        BADLY;

        void end() {
            if (this == WITH_A_SIGNAL) throw Signal.redirect("/teas");
            if (this == BADLY) throw new IllegalStateException("after the commit");
        }
    }

    private enum Surface {
        PROXY,
        ACTION,
        HANDLER
    }

    static List<Arguments> ends() {
        List<Arguments> all = new ArrayList<>();
        for (Surface surface : Surface.values()) for (Ends ends : Ends.values()) all.add(Arguments.of(surface, ends));
        return all;
    }

    private void change(Ends ends) {
        revalidatePath("/teas");
        see();
        ends.end();
    }

    @ParameterizedTest
    @MethodSource("ends")
    void r27_codeOfARequestInvalidatesWhenItEnds(Surface surface, Ends ends) {
        App.Builder go = builder()
                .proxy("/go", request -> {
                    if (surface == Surface.PROXY) change(ends);
                    return Forward.next();
                })
                .action("/go", "go", form -> {
                    if (surface == Surface.ACTION) change(ends);
                    see();
                    return Signal.redirect("/teas");
                })
                .route("POST", "/go/on", request -> {
                    change(ends);
                    return Response.empty();
                });
        serve(go);
        see();
        client.submit(
                surface == Surface.HANDLER
                        ? TestRequest.post("/go/on")
                        : TestRequest.post("/go?action=go").field("text", "x"));
        if (surface == Surface.PROXY && ends == Ends.WELL) assertThat(seen).containsExactly("MISS", "HIT", "MISS");
        else if (surface == Surface.ACTION && ends == Ends.WELL)
            assertThat(seen).containsExactly("MISS", "HIT", "HIT");
        else assertThat(seen).containsExactly("MISS", "HIT");
        assertThat(teas()).isEqualTo(surface == Surface.PROXY && ends == Ends.WELL ? "HIT" : "MISS");
        after.finish();
    }

    @Test
    void r27_anErrorHandlerThatNothingHasRunBeforeInvalidatesAtOnce() {
        serve(builder().error((request, problem) -> {
            revalidateTag("teas");
            return Response.text("no");
        }));
        see();
        client.send(TestRequest.get("/nothing"));
        see();
        assertThat(seen).containsExactly("MISS", "MISS");
        after.finish();
    }

    static List<Arguments> rendering() {
        List<Arguments> all = new ArrayList<>();
        for (Part part : List.of(Part.ROOT_METADATA, Part.METADATA, Part.ROOT, Part.NESTED, Part.PAGE, Part.COMPONENT))
            for (Prerender rule : List.of(Prerender.NEVER, Prerender.ALWAYS)) all.add(Arguments.of(part, rule));
        return all;
    }

    @ParameterizedTest
    @MethodSource("rendering")
    void r27_renderingChangesNothingAndMustNotSaySo(Part at, Prerender rule) {
        Site.Code code = part -> {
            if (part != at) return;
            assertThatIllegalStateException()
                    .isThrownBy(() -> revalidatePath("/here"))
                    .withMessageContaining("revalidatePath(\"/here\") was called while rendering")
                    .withMessageContaining("call it in an action, a route handler, a proxy or a task");
            assertThatIllegalStateException()
                    .isThrownBy(() -> revalidateTag("teas"))
                    .withMessageContaining("revalidateTag(\"teas\") was called while rendering");
            after(() -> revalidatePath("/here"));
            seen.add("refused");
        };
        serve(Site.of(code, rule));
        TestRequest here = TestRequest.get("/here");
        assertThat(client.send(here).status()).isEqualTo(200);
        after.finish(); // its tasks may
        assertThat(client.send(here).header("x-after-cache").orElse("MISS")).isEqualTo("MISS");
        after.finish();
        assertThat(seen).hasSize(2);
    }

    private static final class Listing implements Page {
        @Override
        public Prerender prerender() {
            return Prerender.AUTO.onlyListed();
        }

        @Override
        public Collection<Map<String, String>> staticParams() {
            revalidatePath("/teas");
            return List.of();
        }

        @Override
        public Html render(Request request) {
            throw new AssertionError("it is not listed");
        }
    }

    @Test
    void r27_staticParamsChangeNothingEither() {
        serve(builder().page("/posts/{slug}", new Listing()));
        assertThat(client.send(TestRequest.get("/posts/one")).error().orElseThrow())
                .hasMessageContaining(CALL + " was called while rendering");
        after.finish();
    }

    @Test
    void r27_outsideOfAnApplicationThereIsNothingToInvalidate() {
        assertThat(catchThrowable(() -> revalidatePath("/teas"))).isInstanceOf(NoAfterScopeException.class);
        assertThatIllegalStateException()
                .isThrownBy(() -> after.runtime().inScope("job", () -> revalidateTag("teas")))
                .withMessageContaining("revalidateTag(..) is for code that an App runs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/teas/oolong",
                "/teas?page=2",
                "/posts/one#top",
                "/posts/{name}",
                "/posts/{slug}?x",
                "/posts/one two?",
                "posts/one",
                "",
                "/posts//one",
                "/posts/../teas",
                "/posts/%zz",
                "/posts/a\nb",
                "/posted"
            })
    void r27_aPathThatNothingIsAtIsRefusedAtTheCall(String path) {
        App posts = builder()
                .page("/posts/{slug}", request -> Html.text("post"))
                .route("POST", "/posted", request -> Response.empty())
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> posts.revalidation().path(path))
                .withMessageContaining("'" + path.replace("\n", "\\u000a") + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/teas", "/te%61s", "/teas/"})
    void r27_aPathIsWhatAClientMaySend(String path) {
        see();
        app.revalidation().path(path);
        see();
        assertThat(seen).containsExactly("MISS", "MISS");
        after.finish();
    }

    @Test
    void r27_aPatternIsAllPagesOfItsRoute() {
        serve(builder()
                .page("/posts/{slug}", request -> Html.text(request.param("slug")))
                .page("/posts/{slug}/notes", request -> Html.text("notes")));
        List<String> paths = List.of("/posts/one", "/posts/gr%C3%BCn", "/posts/one/notes");
        for (String path : paths) client.send(TestRequest.get(path));
        app.revalidation().path("/posts/grün");
        for (String path : paths)
            seen.add(client.send(TestRequest.get(path)).header("x-after-cache").orElseThrow());
        app.revalidation().path("/posts/{slug}");
        for (String path : paths)
            seen.add(client.send(TestRequest.get(path)).header("x-after-cache").orElseThrow());
        assertThat(seen).containsExactly("HIT", "MISS", "HIT", "MISS", "MISS", "HIT");
        after.finish();
    }

    @Test
    void r27_tagsAreGivenWhileRenderingFromAnyDepth() {
        inRender = () -> Revalidation.cacheTag("tea:oolong", "tea:matcha");
        see();
        app.revalidation().tag("tea:sencha");
        see();
        app.revalidation().tag("tea:matcha");
        see();
        assertThat(seen).containsExactly("MISS", "HIT", "MISS");
        after.finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/teas", "tea\n", "tea\u0000"})
    void r27_aTagThatIsNoneIsRefusedAtTheCall(String tag) {
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(() -> app.revalidation().tag(tag), () -> Prerender.AUTO.tags("fine", tag)))
            assertThatIllegalArgumentException()
                    .isThrownBy(call)
                    .withMessageContaining("'" + tag.replace("\n", "\\u000a").replace("\u0000", "\\u0000"));
        inRender = () -> Revalidation.cacheTag(tag);
        assertThat(client.send(TEAS).error()).containsInstanceOf(IllegalArgumentException.class);
        after.finish();
    }

    @Test
    void r27_aTagHasAtMost256Characters() {
        app.revalidation().tag("x".repeat(256));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> app.revalidation().tag("x".repeat(257)))
                .withMessageContaining("257");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 999})
    void r27_anAgeIsASecondAtLeast(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prerender.AUTO.revalidate(Duration.ofMillis(millis)))
                .withMessageContaining(Duration.ofMillis(millis).toString());
    }

    private CompletableFuture<String> teasElsewhere() {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                text.complete(client.send(TEAS).text());
            } catch (Throwable thrown) {
                text.completeExceptionally(thrown);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return text;
    }

    private static String get(CompletableFuture<String> text) {
        try {
            return text.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void r27_whatBeganBeforeAnInvalidationIsNotStoredAsFresh() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        inRender = () -> {
            if (begun.getCount() == 0) return;
            begun.countDown();
            held.await();
        };
        CompletableFuture<String> before = teasElsewhere();
        begun.await();
        app.revalidation().path("/teas");
        CompletableFuture<String> later = teasElsewhere();
        held.countDown();
        assertThat(get(before)).isEqualTo("render 1");
        assertThat(get(later)).isEqualTo("render 2");
        assertThat(client.send(TEAS).text()).isEqualTo("render 2");
        after.finish();
    }

    @Test
    void r27_aRefreshThatBeganBeforeAnInvalidationIsNotStoredAsFresh() {
        serve(builder(Prerender.AUTO.revalidate(Duration.ofMinutes(1))));
        see();
        now.advanceSeconds(60);
        see();
        inRender = () -> app.revalidation().path("/teas");
        after.finish(); // and with it the refresh
        inRender = () -> {};
        assertThat(client.send(TEAS).text()).isEqualTo("render 3");
        assertThat(seen).containsExactly("MISS", "STALE");
        after.finish();
    }

    /** A refresh is a task, and may have to wait for its turn; whoever waits for the page does not wait for that. */
    @Test
    void r27_whoeverWaitsDoesNotWaitForARefreshThatHasNotBegun() {
        serve(builder(Prerender.AUTO.revalidate(Duration.ofMinutes(1))));
        after.hold();
        see();
        now.advanceSeconds(60);
        see();
        app.revalidation().path("/teas");
        see();
        see();
        assertThat(seen).containsExactly("MISS", "STALE", "MISS", "HIT");
        after.runTasks();
        after.finish();
        assertThat(renders).hasValue(2);
    }

    @Test
    void r27_aRefreshThatFailsIsTriedAgainAfterLongerAndLongerPauses() {
        serve(builder(Prerender.AUTO.revalidate(Duration.ofMinutes(1))));
        see();
        now.advanceSeconds(60);
        inRender = () -> {
            throw new IllegalStateException("the database is down");
        };
        int tried = 1;
        for (int pause : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
            assertThat(client.send(TEAS).text()).isEqualTo("render 1");
            after.finish();
            assertThat(renders).hasValue(++tried);
            now.advance(Duration.ofSeconds(pause).minusMillis(1));
            assertThat(teas()).isEqualTo("STALE");
            after.finish();
            assertThat(renders).hasValue(tried);
            now.advance(Duration.ofMillis(1));
        }
        assertThat(after.assertFailed("refresh")).hasRootCauseMessage("the database is down");
        inRender = () -> {};
        assertThat(teas()).isEqualTo("STALE");
        after.finish();
        assertThat(teas()).isEqualTo("HIT");
        after.finish();
    }

    @Test
    void r27_whatWasExpiredWhileItCannotBeRenderedIsServedAsItWas() {
        serve(builder(Prerender.AUTO.revalidate(Duration.ofHours(1)).tags("teas")));
        see();
        inRender = () -> {
            throw new IllegalStateException("the database is down");
        };
        app.revalidation().tag("teas");
        assertThat(Logged.by(() -> {
                    AppResponse old = client.send(TEAS);
                    assertThat(old.text()).isEqualTo("render 1");
                    assertThat(old.header("x-after-cache")).hasValue("STALE");
                    // nobody may keep for an hour what is known to be wrong
                    assertThat(old.header("cache-control"))
                            .hasValueSatisfying(control -> assertThat(control).contains("s-maxage=0"));
                    see();
                }))
                .hasSize(1)
                .first()
                .asString()
                .contains("/teas could not be rendered anew; the old page stays");
        assertThat(renders).hasValue(2);
        now.advanceSeconds(1);
        see();
        assertThat(renders).hasValue(3);
        inRender = () -> {};
        now.advanceSeconds(1);
        see();
        now.advanceSeconds(1);
        see();
        see();
        assertThat(seen).containsExactly("MISS", "STALE", "STALE", "STALE", "MISS", "HIT");
        after.finish();
    }

    @Test
    void r27_whatIsExpiredAfterAFailureIsTriedAtOnce() {
        serve(builder(Prerender.AUTO.tags("teas")));
        see();
        inRender = () -> {
            throw new IllegalStateException("the database is down");
        };
        app.revalidation().tag("teas");
        see();
        see(); // backing off
        inRender = () -> {};
        app.revalidation().tag("teas");
        see();
        assertThat(seen).containsExactly("MISS", "STALE", "STALE", "MISS");
        assertThat(renders).hasValue(3);
        after.finish();
    }

    private void hang(CountDownLatch interrupted) {
        CountDownLatch never = new CountDownLatch(1);
        inRender = () -> {
            try {
                never.await();
            } catch (InterruptedException givenUp) {
                interrupted.countDown();
                throw givenUp;
            }
        };
    }

    @Test
    void aFirstRenderThatHangsIsGivenUp() throws Exception {
        serve(builder(Prerender.AUTO.within(Duration.ofMillis(100))));
        CountDownLatch interrupted = new CountDownLatch(1);
        hang(interrupted);
        AppResponse response = client.send(TEAS);
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.error().orElseThrow())
                .hasMessageContaining("the page /teas")
                .hasMessageContaining("PT0.1S");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        inRender = () -> {};
        assertThat(client.send(TEAS).text()).isEqualTo("render 2");
        after.finish();
    }

    @Test
    void aRenderOfSomethingKeptThatHangsIsGivenUpForTheOldPage() throws Exception {
        serve(builder(Prerender.AUTO.within(Duration.ofSeconds(1)))); // enough for the renders that do not hang
        see();
        CountDownLatch interrupted = new CountDownLatch(1);
        hang(interrupted);
        app.revalidation().path("/teas");
        assertThat(client.send(TEAS).text()).isEqualTo("render 1");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        see(); // not tried again yet
        now.advanceSeconds(2);
        inRender = () -> {};
        see();
        assertThat(seen).containsExactly("MISS", "STALE", "MISS");
        after.finish();
    }

    /** Its tasks wait for a finish that has come already. */
    @Test
    void r25_tasksOfAFirstRenderRunAlsoIfWhoCausedItHasLeftMeanwhile() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        inRender = () -> {
            after(named("page"), () -> seen.add("ran"));
            begun.countDown();
            held.await();
        };
        CompletableFuture<String> left = teasElsewhere();
        begun.await();
        after.finish();
        assertThat(seen).isEmpty();
        held.countDown();
        get(left);
        after.runTasks();
        assertThat(seen).containsExactly("ran");
    }

    /** At the end of a server: nothing of it stays that others would wait for. */
    @Test
    void r22_aRefreshThatNeverBeginsKeepsNobodyWaiting() throws InterruptedException {
        serve(builder(Prerender.AUTO.revalidate(Duration.ofMinutes(1))));
        see();
        after.drain();
        now.advanceSeconds(60);
        see();
        after.finish();
        after.awaitTasks(); // behind a drain tasks are abandoned on a thread of the runtime
        after.assertEnded("refresh", TaskEnd.Kind.ABANDONED);
        now.advanceSeconds(1);
        app.revalidation().path("/teas");
        see();
        assertThat(seen).containsExactly("MISS", "STALE", "MISS");
        assertThat(renders).hasValue(2);
    }
}
