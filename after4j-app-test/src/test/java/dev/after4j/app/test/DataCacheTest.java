package dev.after4j.app.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static dev.after4j.app.Revalidation.cacheTag;
import static dev.after4j.app.Revalidation.revalidateTag;
import static dev.after4j.test.TestRequest.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.NoAfterScopeException;
import dev.after4j.app.App;
import dev.after4j.app.CacheOptions;
import dev.after4j.app.DataCache;
import dev.after4j.app.Response;
import dev.after4j.app.Revalidation;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** What is kept of data, and for how long, for code of which nothing is kept. */
@ExtendWith(AfterExtension.class)
class DataCacheTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final CacheOptions TEAS = CacheOptions.tags("teas");
    private static final CacheOptions FOR_A_MINUTE = TEAS.revalidate(MINUTE);

    private final AfterKit after;
    private final Teas teas = new Teas();
    private final AtomicReference<Supplier<String>> code = new AtomicReference<>(() -> "");
    private final App app = App.builder()
            .clock(teas)
            .maxData(3)
            .route("GET", "/here", request -> Response.text(code.get().get()))
            .error((request, problem) ->
                    Response.text(problem.error().orElseThrow().getMessage()))
            .build();

    DataCacheTest(AfterKit after) {
        this.after = after;
    }

    /** What a request is answered with that runs {@code handler}. */
    private String asked(Supplier<String> handler) {
        code.set(handler);
        return AppClient.of(app, after).send(get("/here")).text();
    }

    private String tea() {
        return asked(() -> DataCache.get("tea", TEAS, teas::load));
    }

    private String teaOfAMinute() {
        return asked(() -> DataCache.get("tea", FOR_A_MINUTE, teas::load));
    }

    private void runTasks() {
        after.finish();
    }

    @Test
    void r27_isLoadedOnceForAllRequests() {
        assertThat(tea()).isEqualTo("tea 1");
        assertThat(tea()).isEqualTo("tea 1");
        assertThat(asked(() -> DataCache.get("another", TEAS, teas::load))).isEqualTo("tea 2");
    }

    @Test
    void r27_nullIsAValue() {
        Supplier<String> handler = () -> String.valueOf(DataCache.<String>get("none", TEAS, () -> {
            teas.load();
            return null;
        }));
        assertThat(asked(handler)).isEqualTo("null");
        assertThat(asked(handler)).isEqualTo("null");
        assertThat(teas.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void r27_isTheSameWhereverCodeOfAnApplicationRuns(Where where) {
        App here = where.app(() -> Response.text(DataCache.get("hello", TEAS, () -> {
                    teas.load();
                    return "hello";
                })))
                .clock(teas)
                .build();
        for (int i = 0; i < 2; i++)
            assertThat(where.ask(AppClient.of(here, after)).text()).isEqualTo(where.hello());
        assertThat(teas.asked()).isEqualTo(1);
    }

    @Test
    void r27_tasksGetTheSameAsRequests() {
        List<String> seen = new ArrayList<>();
        asked(() -> {
            after(named("outer"), () -> {
                seen.add(DataCache.get("tea", TEAS, teas::load));
                after(named("inner"), () -> seen.add(DataCache.get("tea", TEAS, teas::load)));
            });
            return "";
        });
        runTasks();
        assertThat(seen).containsExactly("tea 1", "tea 1");
        assertThat(tea()).isEqualTo("tea 1");
    }

    @Test
    void elsewhereItIsAnErrorThatSaysWhatIsMissing() {
        Runnable get = () -> DataCache.get("tea", TEAS, teas::load);
        assertThatThrownBy(get::run).isInstanceOf(NoAfterScopeException.class);
        after.handle(() -> assertThatIllegalStateException()
                .isThrownBy(get::run)
                .withMessageStartingWith("DataCache.get(..) is for code that an App runs, and for its tasks"));
        runTasks();
        assertThat(teas.asked()).isZero();
    }

    @Test
    void r27_expiredOnDemandItIsLoadedAnewBeforeTheCallReturns() {
        tea();
        app.revalidation().tag("other");
        assertThat(tea()).isEqualTo("tea 1");
        app.revalidation().tag("teas");
        assertThat(tea()).isEqualTo("tea 2");
        assertThat(tea()).isEqualTo("tea 2");
    }

    @Test
    void r27_expiredOnDemandItIsNeverHandedOutAgain() {
        tea();
        app.revalidation().tag("teas");
        teas.down(true);
        assertThat(tea()).isEqualTo("no tea 2");
        assertThat(tea()).isEqualTo("no tea 3");
        teas.down(false);
        assertThat(tea()).isEqualTo("tea 4");
    }

    @Test
    void r27_expiredOnDemandAndTooOldItIsNotHandedOutEither() {
        teaOfAMinute();
        teas.advance(MINUTE);
        app.revalidation().tag("teas");
        assertThat(teaOfAMinute()).isEqualTo("tea 2");
    }

    @Test
    void r27_aTagGivenWhileLoadingExpiresIt() {
        Supplier<String> handler = () -> DataCache.get("tea", CacheOptions.NONE, () -> {
            cacheTag("tea:oolong", "green");
            return teas.load();
        });
        asked(handler);
        app.revalidation().tag("green");
        assertThat(asked(handler)).isEqualTo("tea 2");
        app.revalidation().tag("tea:oolong");
        assertThat(asked(handler)).isEqualTo("tea 3");
    }

    @Test
    void r27_withATagOnlyOutsideOfTheLoaderItIsNotExpiredByThat() {
        Supplier<String> handler = () -> {
            cacheTag("outside");
            return DataCache.get("tea", TEAS, teas::load);
        };
        asked(handler);
        app.revalidation().tag("outside");
        assertThat(asked(handler)).isEqualTo("tea 1");
    }

    @Test
    void r27_anExpiryTakesEffectWhenTheCodeThatAskedForItHasEnded() {
        List<String> seen = new ArrayList<>();
        tea();
        asked(() -> {
            after(named("change"), () -> {
                revalidateTag("teas");
                seen.add(DataCache.get("tea", TEAS, teas::load));
            });
            after(named("look"), () -> seen.add(DataCache.get("tea", TEAS, teas::load)));
            return "";
        });
        runTasks();
        assertThat(seen).containsExactly("tea 1", "tea 2");
        assertThat(asked(() -> {
                    revalidateTag("teas");
                    return DataCache.get("tea", TEAS, teas::load);
                }))
                .isEqualTo("tea 2");
        assertThat(tea()).isEqualTo("tea 3");
    }

    @Test
    void r27_theRevalidationTakenAlongTakesEffectAtOnce() {
        tea();
        assertThat(asked(() -> {
                    Revalidation.current().tag("teas");
                    return DataCache.get("tea", TEAS, teas::load);
                }))
                .isEqualTo("tea 2");
    }

    @Test
    void r27_aLoadThatBeganBeforeAnExpiryIsNotKeptAsFresh() {
        assertThat(asked(() -> DataCache.get("tea", TEAS, () -> {
                    String read = teas.load();
                    app.revalidation().tag("teas");
                    return read;
                })))
                .isEqualTo("tea 1");
        assertThat(tea()).isEqualTo("tea 2");
    }

    @Test
    void r27_tooOldItIsHandedOutAtOnceWhileOneTaskLoadsItAnew() {
        teaOfAMinute();
        runTasks();
        teas.advance(MINUTE.minusMillis(1));
        assertThat(teaOfAMinute()).isEqualTo("tea 1");
        assertThat(after.registered()).isEmpty();
        teas.advance(Duration.ofMillis(1));
        assertThat(teaOfAMinute()).isEqualTo("tea 1");
        assertThat(teaOfAMinute()).isEqualTo("tea 1");
        assertThat(after.registered()).containsExactly("refresh");
        assertThat(teas.asked()).isEqualTo(1);
        runTasks();
        assertThat(teaOfAMinute()).isEqualTo("tea 2");
        teas.advance(MINUTE);
        teaOfAMinute();
        runTasks();
        assertThat(teaOfAMinute()).isEqualTo("tea 3");
        runTasks();
    }

    @Test
    void r27_whatIsTooOldStaysIfItCannotBeLoadedAnewAndIsTriedAgainAfterAPause() {
        teaOfAMinute();
        teas.advance(MINUTE);
        teas.down(true);
        reload("tea 1", 2);
        assertThat(after.assertFailed("refresh"))
                .hasMessage("the data 'tea' could not be loaded anew; what is kept stays")
                .hasRootCauseMessage("no tea 2");
        reload("tea 1", 2);
        teas.advance(Duration.ofSeconds(1));
        reload("tea 1", 3);
        teas.advance(Duration.ofSeconds(1));
        reload("tea 1", 3);
        teas.advance(Duration.ofSeconds(1));
        teas.down(false);
        reload("tea 1", 4);
        reload("tea 4", 4);
        after.assertFailed("refresh");
    }

    private void reload(String handedOut, int asked) {
        assertThat(teaOfAMinute()).isEqualTo(handedOut);
        runTasks();
        assertThat(teas.asked()).isEqualTo(asked);
    }

    @Test
    void r27_aReloadThatWaitsForItsTurnKeepsNobodyWaiting() {
        teaOfAMinute();
        teas.advance(MINUTE);
        teaOfAMinute();
        app.revalidation().tag("teas");
        assertThat(teaOfAMinute()).isEqualTo("tea 2");
        runTasks();
        assertThat(teas.asked()).as("the reload had nothing to do any more").isEqualTo(2);
        assertThat(teaOfAMinute()).isEqualTo("tea 2");
    }

    @Test
    void r27_aReloadThatNeverBeginsLeavesWhatIsKept() {
        teaOfAMinute();
        teas.advance(MINUTE);
        teaOfAMinute();
        teas.down(true);
        after.drain();
        assertThat(teaOfAMinute()).isEqualTo("tea 1");
        runTasks();
        after.assertFailed("refresh");
    }

    @Test
    void r12_aReloadCarriesNothingOfTheRequest() {
        List<String> seen = new ArrayList<>();
        Supplier<String> handler = () -> {
            MDC.put("user", "somebody");
            try {
                return DataCache.get("tea", FOR_A_MINUTE, () -> {
                    seen.add(String.valueOf(MDC.get("user")));
                    return teas.load();
                });
            } finally {
                MDC.remove("user");
            }
        };
        asked(handler);
        teas.advance(MINUTE);
        asked(handler);
        runTasks();
        assertThat(seen).hasSize(2).last().isEqualTo("null");
    }

    @Test
    void r27_dataGetsTheTagsAndTheAgesOfDataWithinIt() {
        CacheOptions shop = CacheOptions.tags("shop").revalidate(MINUTE.multipliedBy(3));
        Supplier<String> handler = () -> DataCache.get(
                "shop",
                shop,
                () -> teas.asked() + " "
                        + DataCache.get(
                                "middle", CacheOptions.NONE, () -> DataCache.get("tea", FOR_A_MINUTE, teas::load)));
        assertThat(asked(handler)).isEqualTo("0 tea 1");
        app.revalidation().tag("teas");
        assertThat(asked(handler)).isEqualTo("1 tea 2");
        app.revalidation().tag("shop");
        assertThat(asked(handler)).isEqualTo("2 tea 2");
        teas.advance(MINUTE);
        assertThat(asked(handler)).isEqualTo("2 tea 2");
        runTasks();
        assertThat(asked(handler)).isEqualTo("2 tea 3");
        runTasks();
    }

    @Test
    void r27_whatIsLeftOfAnAgeIsWhatDataAroundGets() {
        teaOfAMinute();
        teas.advance(Duration.ofSeconds(40));
        Supplier<String> handler =
                () -> DataCache.get("around", CacheOptions.NONE.revalidate(MINUTE), () -> "around " + teaNested());
        assertThat(asked(handler)).isEqualTo("around tea 1");
        teas.advance(Duration.ofSeconds(20));
        asked(handler);
        runTasks();
        assertThat(asked(handler)).isEqualTo("around tea 2");
    }

    private String teaNested() {
        return DataCache.get("tea", FOR_A_MINUTE, teas::load);
    }

    @Test
    void r27_whatIsLoadedNeverStartsWithDataThatIsTooOld() {
        teaOfAMinute();
        teas.advance(MINUTE);
        assertThat(asked(() -> DataCache.get("around", TEAS, () -> "around " + teaNested())))
                .isEqualTo("around tea 2");
        runTasks();
    }

    @Test
    void noMoreIsKeptThanAskedFor() {
        for (int i = 0; i < 100; i++) {
            String key = "tea " + i;
            asked(() -> DataCache.get(key, TEAS, teas::load));
        }
        for (int i = 0; i < 100; i++) {
            String key = "tea " + i;
            asked(() -> DataCache.get(key, TEAS, teas::load));
        }
        assertThat(teas.asked()).isGreaterThanOrEqualTo(197);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> App.builder().maxData(-1))
                .withMessage("maxData is at least 0, not -1");
    }

    @Test
    void eachApplicationKeepsItsOwn() {
        tea();
        App other = App.builder()
                .route("GET", "/here", request -> Response.text(DataCache.get("tea", TEAS, teas::load)))
                .build();
        assertThat(AppClient.of(other, after).send(get("/here")).text()).isEqualTo("tea 2");
        assertThat(tea()).isEqualTo("tea 1");
    }

    @Test
    void aValueOfAnotherTypeThanExpectedIsAnError() {
        tea();
        assertThat(asked(() -> {
                    Integer number = DataCache.get("tea", TEAS, () -> 5);
                    return "number " + number;
                }))
                .contains("java.lang.String cannot be cast to class java.lang.Integer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t"})
    void aKeyIsNotBlank(String key) {
        assertThat(asked(() -> DataCache.get(key, TEAS, teas::load)))
                .startsWith("A key of DataCache is not blank, but this one is '");
        assertThat(teas.asked()).isZero();
    }

    @Test
    void aKeyHasAtMost1024Characters() {
        assertThat(asked(() -> DataCache.get("k".repeat(1024), TEAS, teas::load)))
                .isEqualTo("tea 1");
        assertThat(asked(() -> DataCache.get("k".repeat(1025), TEAS, teas::load)))
                .isEqualTo("A key of DataCache has at most 1,024 characters, not 1025: '" + "k".repeat(40) + "...'");
    }
}
