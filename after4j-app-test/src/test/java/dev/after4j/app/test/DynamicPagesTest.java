package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.TaskEnd;
import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.PageContent;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.request.CurrentRequest;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes a page dynamic, and what does not. */
@ExtendWith(AfterExtension.class)
@Timeout(60)
class DynamicPagesTest {
    private static final TestRequest HERE = TestRequest.get("/here");
    private static final ExecutorService ELSEWHERE = Executors.newSingleThreadExecutor();

    /** Where a page's code runs, in that order. */
    private enum Spot {
        LAYOUT_METADATA,
        METADATA,
        LAYOUT,
        PAGE,
        COMPONENT
    }

    @FunctionalInterface
    private interface Code {
        void run(Request request) throws Exception;
    }

    /** Each by itself. */
    private enum Call {
        CURRENT_GET(request -> CurrentRequest.get()),
        CURRENT_HEADERS(request -> CurrentRequest.headers()),
        CURRENT_COOKIES(request -> CurrentRequest.cookies()),
        CURRENT_CONNECTION(request -> CurrentRequest.connection()),
        HEADER(request -> request.header("accept")),
        HEADERS(Request::headers),
        COOKIES(Request::cookies),
        QUERY(request -> request.query("page")),
        QUERY_TYPE(request -> request.query("page", int.class)),
        QUERY_ALL(request -> request.queryAll("page")),
        ORIGIN(Request::origin),
        REMOTE_ADDRESS(Request::remoteAddress),
        PRINCIPAL(Request::principal),
        UNWRAP(request -> request.unwrap(String.class)),
        BYTES(Request::bytes),
        TEXT(Request::text),
        STREAM(request -> request.stream(1)),
        JSON(request -> request.json(Map.class)),
        FORM(Request::form);

        private final Code code;

        Call(Code code) {
            this.code = code;
        }

        /** A request without a body has neither. */
        void in(Request request) throws Exception {
            try {
                code.run(request);
            } catch (Signal unsupported) {
                if (unsupported.status() != 415) throw unsupported;
            }
        }
    }

    private enum Manner {
        PLAINLY,
        /** As code does that means to go on without. */
        CAUGHT,
        /** On a thread that the scope was taken to. */
        ELSEWHERE,
        ELSEWHERE_AND_CAUGHT;

        Code of(Code code) {
            return switch (this) {
                case PLAINLY -> code;
                case CAUGHT -> caught(code);
                case ELSEWHERE -> elsewhere(code);
                case ELSEWHERE_AND_CAUGHT -> caught(elsewhere(code));
            };
        }
    }

    private final List<AfterScope.Reason> rendered = new ArrayList<>();
    private final List<AfterScope.Reason> ran = new ArrayList<>();
    private final AfterKit after;

    DynamicPagesTest(AfterKit after) {
        this.after = after;
    }

    @AfterAll
    static void stop() {
        ELSEWHERE.shutdown();
    }

    private static Code caught(Code code) {
        return request -> {
            try {
                code.run(request);
            } catch (Throwable ignored) {
                assertThat(ignored).isNotNull();
            }
        };
    }

    private static Code elsewhere(Code code) {
        return request -> {
            AfterScope scope = After.scope();
            CompletableFuture<Void> done = new CompletableFuture<>();
            ELSEWHERE.execute(() -> scope.run(() -> {
                try {
                    code.run(request);
                    done.complete(null);
                } catch (Throwable thrown) {
                    done.completeExceptionally(thrown);
                }
            }));
            done.get(10, TimeUnit.SECONDS);
        };
    }

    private record Here(Spot at, Code code) {
        void reached(Spot spot, Request request) throws Exception {
            if (spot == at) code.run(request);
        }
    }

    private final class Around implements Layout {
        private final Here here;

        Around(Here here) {
            this.here = here;
        }

        @Override
        public Metadata metadata(Request request) throws Exception {
            rendered.add(After.scope().reason());
            after(named("task"), () -> ran.add(After.scope().reason()));
            here.reached(Spot.LAYOUT_METADATA, request);
            return Metadata.title("T");
        }

        @Override
        public Html render(Request request, PageContent content) throws Exception {
            here.reached(Spot.LAYOUT, request);
            return Html.of(content.head(), content.body());
        }
    }

    private final class Shown implements Page {
        private final Here here;
        private final Prerender prerender;

        Shown(Here here, Prerender prerender) {
            this.here = here;
            this.prerender = prerender;
        }

        @Override
        public Prerender prerender() {
            return prerender;
        }

        @Override
        public Metadata metadata(Request request) throws Exception {
            here.reached(Spot.METADATA, request);
            return Metadata.NONE;
        }

        @Override
        public Html render(Request request) throws Exception {
            here.reached(Spot.PAGE, request);
            return out -> {
                here.reached(Spot.COMPONENT, request);
                out.text("hello");
            };
        }
    }

    private App app(Spot at, Code code, Prerender prerender, UnaryOperator<App.Builder> more) {
        Here here = new Here(at, code);
        return more.apply(App.builder().layout("/", new Around(here)).page("/{page}", new Shown(here, prerender)))
                .build();
    }

    private AppClient client(Spot at, Code code) {
        return AppClient.of(app(at, code, Prerender.AUTO, app -> app), after);
    }

    private void isDynamic(Spot at, Code code) {
        AppClient client = client(at, code);
        for (int i = 0; i < 2; i++) {
            AppResponse response = client.send(HERE);
            after.finish();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).isEqualTo("<title>T</title>\nhello");
            assertThat(response.header("x-after-cache")).isEmpty();
            assertThat(response.header("cache-control")).hasValue("private, no-cache");
        }
        assertThat(after.ended(TaskEnd.Kind.DISCARDED)).containsExactly("task");
        assertThat(rendered)
                .containsExactly(AfterScope.Reason.FIRST_RENDER, AfterScope.Reason.REQUEST, AfterScope.Reason.REQUEST);
        assertThat(ran).containsExactly(AfterScope.Reason.REQUEST, AfterScope.Reason.REQUEST);
    }

    @ParameterizedTest
    @EnumSource
    void r24_whatAsksForTheRequestMakesAPageDynamic(Call call) {
        isDynamic(Spot.PAGE, call::in);
    }

    static List<Arguments> waysToAsk() {
        List<Arguments> all = new ArrayList<>();
        for (Spot spot : Spot.values()) for (Manner manner : Manner.values()) all.add(Arguments.of(spot, manner));
        return all;
    }

    @ParameterizedTest
    @MethodSource("waysToAsk")
    void r24_itCountsThatTheCallWasMadeWhereverAndWhateverIsDoneAboutIt(Spot at, Manner manner) {
        isDynamic(at, manner.of(request -> CurrentRequest.cookies()));
    }

    @Test
    void r24_whatDoesNotNeedARequestDoesNot() {
        List<Object> seen = new ArrayList<>();
        AppClient client = client(Spot.PAGE, request -> {
            seen.addAll(List.of(
                    request.wantsFragment(),
                    request.submitted().isPresent(),
                    request.path(),
                    request.param("page"),
                    request.link("/there"),
                    request.method(),
                    request.route()));
            after(named("another"), () -> {});
        });
        assertThat(client.send(HERE).header("x-after-cache")).hasValue("MISS");
        assertThat(client.send(HERE).header("x-after-cache")).hasValue("HIT");
        after.finish();
        assertThat(seen).containsExactly(false, false, "/here", "here", "/there", "GET", Optional.of("/{page}"));
        assertThat(rendered).containsExactly(AfterScope.Reason.FIRST_RENDER);
        assertThat(after.ended(TaskEnd.Kind.SUCCEEDED)).containsExactly("task", "another");
        assertThat(after.ended(TaskEnd.Kind.DISCARDED)).isEmpty();
    }

    @Test
    void r24_whatALayoutAsksForMakesItsPagesDynamic() {
        AppClient client = client(Spot.LAYOUT, request -> request.cookies().value("theme"));
        assertThat(client.send(HERE).header("x-after-cache")).isEmpty();
        assertThat(client.send(TestRequest.get("/there")).header("x-after-cache"))
                .isEmpty();
        after.finish();
        // the second is of the same route, which is known by then
        assertThat(rendered)
                .containsExactly(AfterScope.Reason.FIRST_RENDER, AfterScope.Reason.REQUEST, AfterScope.Reason.REQUEST);
    }

    static List<Throwable> kinds() {
        return List.of(
                new IllegalStateException("a bug"),
                new IOException("a disk"),
                new InterruptedException("a hurry"),
                new AssertionError("a surprise"),
                new StackOverflowError(),
                new OutOfMemoryError("not really"),
                new NoClassDefFoundError("Missing"),
                Signal.notFound(),
                Signal.redirect("/there"));
    }

    /** In Next.js an exception of a certain kind makes a page dynamic, whoever throws it. */
    @ParameterizedTest
    @MethodSource("kinds")
    void r24_r26_noKindOfExceptionMakesAPageDynamic(Throwable thrown) {
        boolean[] fails = {true};
        AppClient client = client(Spot.PAGE, request -> {
            if (fails[0]) sneakily(thrown);
        });
        AppResponse failed = client.send(HERE);
        assertThat(failed.status()).isEqualTo(thrown instanceof Signal signal ? signal.status() : 500);
        assertThat(failed.error()).isEqualTo(thrown instanceof Signal ? Optional.empty() : Optional.of(thrown));
        fails[0] = false;
        assertThat(client.send(HERE).header("x-after-cache")).hasValue("MISS");
        assertThat(client.send(HERE).header("x-after-cache")).hasValue("HIT");
        after.finish();
        assertThat(rendered).containsExactly(AfterScope.Reason.FIRST_RENDER, AfterScope.Reason.FIRST_RENDER);
        assertThat(ran).containsExactly(AfterScope.Reason.FIRST_RENDER, AfterScope.Reason.FIRST_RENDER);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneakily(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @ParameterizedTest
    @EnumSource
    void r24_whereAPageMustBeStaticTheCallIsAnErrorThatNamesBoth(Manner manner) {
        Code asking = manner.of(request -> request.cookies());
        App app = app(Spot.COMPONENT, asking, Prerender.ALWAYS, more -> more);
        AppResponse[] response = new AppResponse[1];
        List<ILoggingEvent> logged =
                Logged.by(() -> response[0] = AppClient.of(app, after).send(HERE));
        after.finish();
        assertThat(response[0].status()).isEqualTo(500);
        assertThat(response[0].error().orElseThrow())
                .hasMessageContaining("/{page} (DynamicPagesTest$Shown)")
                .hasMessageContaining("cookies(..) at DynamicPagesTest:");
        assertThat(logged).hasSize(1);
        assertThat(rendered).containsExactly(AfterScope.Reason.FIRST_RENDER);
        assertThat(ran).containsExactly(AfterScope.Reason.FIRST_RENDER); // it failed, and was not thrown away (R25)
    }

    @Test
    void r24_whatMustBeDynamicIsNeverKept() {
        AppClient client = AppClient.of(app(Spot.PAGE, request -> {}, Prerender.NEVER, more -> more), after);
        for (int i = 0; i < 3; i++)
            assertThat(client.send(HERE).header("x-after-cache")).isEmpty();
        after.finish();
        assertThat(rendered).hasSize(3).containsOnly(AfterScope.Reason.REQUEST);
    }

    /** Anybody can ask for what is not there: that must not make the pages dynamic that are. */
    @Test
    void r24_anErrorPageThatAsksForTheRequestDoesNotMakeItsPagesDynamic() {
        App app = App.builder()
                .page("/{page}", request -> {
                    rendered.add(After.scope().reason());
                    if (request.param("page").equals("nothing")) throw Signal.notFound();
                    return Html.text("hello");
                })
                .notFound(
                        "/",
                        (request, problem) -> Html.text(
                                "not here, " + request.cookies().value("user").orElse("stranger")))
                .build();
        AppClient client = AppClient.of(app, after);
        AppResponse missing = client.send(TestRequest.get("/nothing").cookie("user", "ada"));
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.text()).isEqualTo("not here, ada");
        assertThat(client.send(HERE).header("x-after-cache")).hasValue("MISS");
        after.finish();
    }

    @Test
    void r24_aKeptPageThatAsksForTheRequestAtARefreshStaysAsItWas() {
        Now now = new Now();
        boolean[] asks = {false};
        App app = app(
                Spot.PAGE,
                caught(request -> {
                    if (asks[0]) request.header("accept");
                }),
                Prerender.AUTO.revalidate(Duration.ofMinutes(1)),
                more -> more.clock(now));
        AppClient client = AppClient.of(app, after);
        client.send(HERE);
        after.finish();
        asks[0] = true;
        now.advanceSeconds(60);
        assertThat(client.send(HERE).header("x-after-cache")).hasValue("STALE");
        after.finish();
        assertThat(after.assertFailed("refresh"))
                .hasMessageContaining("/{page} (DynamicPagesTest$Shown)")
                .hasMessageContaining("header(..) at DynamicPagesTest:");
        assertThat(client.send(HERE).text()).isEqualTo("<title>T</title>\nhello");
        after.finish();
        assertThat(rendered).containsExactly(AfterScope.Reason.FIRST_RENDER, AfterScope.Reason.REVALIDATE);
        assertThat(ran).containsExactly(AfterScope.Reason.FIRST_RENDER, AfterScope.Reason.REVALIDATE);
        now.advanceSeconds(1);
        asks[0] = false;
        assertThat(client.send(HERE).header("x-after-cache")).hasValue("STALE");
        after.finish();
        assertThat(client.send(HERE).header("x-after-cache")).hasValue("HIT");
        after.finish();
    }
}
