package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.test.TestRequest.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.app.App;
import dev.after4j.app.CacheOptions;
import dev.after4j.app.DataCache;
import dev.after4j.app.Html;
import dev.after4j.app.Page;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.request.CurrentRequest;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Data in pages that are kept. */
@ExtendWith(AfterExtension.class)
@Timeout(60)
class StaticDataTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final CacheOptions FOR_A_MINUTE = CacheOptions.tags("teas").revalidate(MINUTE);

    private final AfterKit after;
    private final Teas teas = new Teas();
    private App app = App.builder().build();

    StaticDataTest(AfterKit after) {
        this.after = after;
    }

    private String tea() {
        return DataCache.get("tea", FOR_A_MINUTE, teas::load);
    }

    private void serve(Supplier<String> page) {
        app = App.builder()
                .clock(teas)
                .page("/page", request -> Html.text(page.get()))
                .route("GET", "/data", request -> Response.text(tea()))
                .route("GET", "/same", request -> Response.text(page.get()))
                .build();
    }

    private String asked(String path) {
        return AppClient.of(app, after).send(get(path)).text();
    }

    private String page() {
        AppResponse response = AppClient.of(app, after).send(get("/page"));
        return response.header("x-after-cache").orElse("-") + " " + response.text();
    }

    @Test
    void r27_aPageExpiresWithItsData() {
        serve(() -> DataCache.get("around", CacheOptions.tags("shop"), this::tea));
        assertThat(page()).isEqualTo("MISS tea 1");
        assertThat(page()).isEqualTo("HIT tea 1");
        app.revalidation().tag("teas");
        assertThat(page()).isEqualTo("MISS tea 2");
        app.revalidation().tag("shop");
        assertThat(page()).isEqualTo("MISS tea 2");
    }

    @Test
    void r27_aPageExpiresWithDataThatWasThereBeforeIt() {
        serve(this::tea);
        asked("/data");
        assertThat(page()).isEqualTo("MISS tea 1");
        app.revalidation().tag("teas");
        assertThat(page()).isEqualTo("MISS tea 2");
    }

    @Test
    void r27_aPageGetsNoOlderThanItsData() {
        serve(this::tea);
        asked("/data");
        teas.advance(Duration.ofSeconds(40));
        page();
        teas.advance(Duration.ofSeconds(20).minusMillis(1));
        assertThat(page()).isEqualTo("HIT tea 1");
        teas.advance(Duration.ofMillis(1));
        assertThat(page()).isEqualTo("STALE tea 1");
        after.finish();
        assertThat(page()).isEqualTo("HIT tea 2");
    }

    @Test
    void r27_noPageIsKeptWithDataThatIsTooOldAlready() {
        serve(this::tea);
        asked("/data");
        teas.advance(MINUTE);
        assertThat(page()).isEqualTo("MISS tea 2");
    }

    @Test
    void r27_aPageThatIsExpiredByItsPathGetsNewData() {
        serve(() -> DataCache.get("around", CacheOptions.NONE, () -> "around " + tea()));
        page();
        app.revalidation().path("/page");
        assertThat(asked("/data")).as("only pages were expired").isEqualTo("tea 1");
        assertThat(page()).isEqualTo("MISS around tea 2");
        assertThat(asked("/data")).isEqualTo("tea 2");
        assertThat(page()).isEqualTo("HIT around tea 2");
        assertThat(teas.asked()).isEqualTo(2);
    }

    @Test
    void r27_aPageThatIsExpiredByItsPathGetsNewDataAlsoWithinNewData() {
        serve(() -> DataCache.get("around", CacheOptions.NONE, () -> "around " + tea()));
        asked("/data");
        app.revalidation().path("/page");
        assertThat(asked("/same")).isEqualTo("around tea 1");
        assertThat(page()).isEqualTo("MISS around tea 2");
        assertThat(asked("/same")).isEqualTo("around tea 2");
    }

    @Test
    void r27_aPageWhoseDataCannotBeLoadedStaysAsItIs() {
        serve(this::tea);
        page();
        teas.advance(MINUTE);
        teas.down(true);
        assertThat(page()).isEqualTo("STALE tea 1");
        after.finish();
        assertThat(after.assertFailed("refresh")).hasRootCauseMessage("no tea 2");
        assertThat(page()).isEqualTo("STALE tea 1");
        assertThat(asked("/data")).isEqualTo("tea 1");
        after.finish();
        after.assertFailed("refresh");
    }

    @Test
    void r24_aLoaderThatAsksForTheRequestIsAnErrorAndMakesNoPageDynamic() {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        serve(() -> DataCache.get("tea", CacheOptions.NONE, () -> {
            asked.add(After.scope().reason().toString());
            return CurrentRequest.headers().toString();
        }));
        Logged.by(() -> {
            assertThat(page()).startsWith("- ").contains("500");
            assertThat(page()).startsWith("- ").contains("500");
        });
        assertThat(asked).containsExactly("FIRST_RENDER", "FIRST_RENDER");
    }

    @Test
    void r25_aTaskOfALoaderRunsWhenTheResponseOfTheRequestThatCausedTheRenderIsFinished() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        serve(() -> DataCache.get("tea", CacheOptions.NONE, () -> {
            after(named("count"), () -> seen.add(After.scope().reason().toString()));
            return teas.load();
        }));
        page();
        after.runTasks();
        assertThat(seen).isEmpty();
        after.finish();
        assertThat(seen).containsExactly("FIRST_RENDER");
    }

    @Test
    void r27_staticParametersAreListedWithData() {
        Page listed = new Page() {
            @Override
            public Prerender prerender() {
                return Prerender.AUTO.onlyListed();
            }

            @Override
            public List<Map<String, String>> staticParams() {
                return List.of(Map.of("slug", tea().replace(' ', '-')));
            }

            @Override
            public Html render(Request request) {
                return Html.text(tea());
            }
        };
        app = App.builder().clock(teas).page("/teas/{slug}", listed).build();
        assertThat(asked("/teas/tea-1")).isEqualTo("tea 1");
        assertThat(teas.asked()).isEqualTo(1);
    }
}
