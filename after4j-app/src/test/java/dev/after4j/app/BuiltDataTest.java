package dev.after4j.app;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope.Reason;
import dev.after4j.TaskEnd;
import dev.after4j.app.cache.CachedPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How old pages may get that are made of data. */
class BuiltDataTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Queue<StaticCode.Ended> ends = new ConcurrentLinkedQueue<>();
    private Instant now = Instant.EPOCH;
    private final App app = App.builder()
            .clock(() -> now)
            .page("/page", request -> Html.text(tea()))
            .build();

    /** Each piece takes ten seconds, as a slow build has it. */
    private String tea() {
        CacheOptions forAMinute = CacheOptions.NONE.revalidate(MINUTE);
        return DataCache.get("around", CacheOptions.NONE.revalidate(MINUTE.multipliedBy(2)), () -> {
            now = now.plusSeconds(10);
            String tea = DataCache.get("tea", forAMinute, () -> {
                after(named("count"), () -> {});
                return "oolong";
            });
            now = now.plusSeconds(10);
            return tea;
        });
    }

    private CachedPage rendered(AfterRuntime runtime, Reason reason) {
        Prerendered source = (Prerendered)
                app.routes.find(RequestPath.parse("/page")).get(0).endpoint().page("GET");
        PagePath path = PagePath.of(Objects.requireNonNull(source), "", RequestPath.parse("/page"), List.of());
        Rendered rendered = new StaticRender(app, runtime, reason, path, ends::add).render();
        rendered.scope().finish(rendered.outcome());
        return Objects.requireNonNull(rendered.page());
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"BUILD", "EXPORT"})
    void r27_aBuildGivesPagesTheWholeAgeOfTheirDataHoweverLongItTook(Reason reason) {
        try (AfterRuntime runtime = AfterRuntime.create()) {
            assertThat(rendered(runtime, reason).age()).contains(MINUTE);
            assertThat(rendered(runtime, reason).age()).contains(MINUTE);
        }
    }

    @Test
    void r26_aTaskOfALoaderIsOneOfTheBuild() {
        try (AfterRuntime runtime = AfterRuntime.create()) {
            rendered(runtime, Reason.BUILD);
        }
        StaticCode.Ended end = Objects.requireNonNull(ends.poll());
        assertThat(end.task().name()).isEqualTo("count");
        assertThat(end.kind()).isEqualTo(TaskEnd.Kind.SUCCEEDED);
        assertThat(ends).isEmpty();
    }

    @Test
    void r27_aServerGivesPagesWhatIsLeft() {
        try (AfterRuntime runtime = AfterRuntime.create()) {
            assertThat(rendered(runtime, Reason.FIRST_RENDER).age()).contains(Duration.ofSeconds(50));
            now = now.plusSeconds(30);
            assertThat(rendered(runtime, Reason.REVALIDATE).age()).contains(Duration.ofSeconds(20));
        }
    }
}
