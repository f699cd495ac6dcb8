package dev.after4j.app.test;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.after4j.Memo;
import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.PageContent;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.app.test.Site.Part;
import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestCookies;
import dev.after4j.request.RequestHeaders;
import dev.after4j.spi.Surface;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What code that renders may do, and its tasks may not. */
@ExtendWith(AfterExtension.class)
class RenderingRulesTest {
    private static final TestRequest HERE =
            TestRequest.get("/here").cookie("user", "ada").header("user-agent", "a browser");
    private static final AtomicInteger COMPUTED = new AtomicInteger();
    private static final Supplier<Integer> NUMBER = Memo.perRequest(COMPUTED::incrementAndGet);

    private final AfterKit after;
    private final List<Object> seen = new ArrayList<>();

    RenderingRulesTest(AfterKit after) {
        this.after = after;
    }

    /** All parts run, since the page ends with a signal that an error page shows. */
    private void send(Site.Code code) {
        Site.Code failing = part -> {
            code.at(part);
            if (part == Part.COMPONENT) throw Signal.forbidden();
        };
        App app = Site.of(failing)
                .errorPage("/", Site.errorPage(failing, "error"))
                .build();
        assertThat(AppClient.of(app, after).send(HERE).text()).isEqualTo("[error]");
    }

    private static Site.Code only(Part part, Runnable code) {
        return reached -> {
            if (reached == part) code.run();
        };
    }

    private static String surface(Part part) {
        return switch (part) {
            case ROOT_METADATA, NESTED_METADATA, METADATA, ERROR_METADATA -> "metadata";
            case ROOT, NESTED -> "layout";
            case PAGE, COMPONENT -> "page";
            case ERROR_PAGE -> "error page";
        };
    }

    @ParameterizedTest
    @EnumSource
    void r14_tasksOfWhatRendersMayNotReadTheRequest(Part part) {
        send(only(
                part,
                () -> after(() -> {
                    refused(part);
                    after(() -> {
                        refused(part);
                        seen.add("nested");
                    });
                })));
        after.finish();
        assertThat(seen).containsExactly("nested");
    }

    private static void refused(Part part) {
        for (Runnable read : List.<Runnable>of(
                CurrentRequest::headers, CurrentRequest::cookies, CurrentRequest::connection, CurrentRequest::get))
            assertThatIllegalStateException()
                    .isThrownBy(read::run)
                    .withMessageContaining("registered in the " + surface(part))
                    .withMessageContaining("/here")
                    .withMessageContaining("read it outside the task and pass the value in");
    }

    @ParameterizedTest
    @EnumSource
    void r14_r16_whatWasReadBeforeStaysReadable(Part part) {
        send(only(part, () -> {
            RequestHeaders headers = CurrentRequest.headers();
            RequestCookies cookies = CurrentRequest.cookies();
            String method = CurrentRequest.get().method() + " "
                    + CurrentRequest.get().route().orElseThrow();
            after(() -> seen.addAll(List.of(
                    headers.first("user-agent").orElseThrow(),
                    cookies.value("user").orElseThrow(),
                    method)));
        }));
        after.finish();
        assertThat(seen).containsExactly("a browser", "ada", "GET /here");
    }

    @Test
    void r17_allPartsAndTheirTasksShareWhatWasComputed() {
        COMPUTED.set(0);
        send(part -> {
            seen.add(NUMBER.get());
            after(() -> seen.add(NUMBER.get()));
        });
        after.finish();
        assertThat(seen).hasSize(2 * Part.values().length).containsOnly(1);
        seen.clear();
        send(part -> seen.add(NUMBER.get()));
        assertThat(seen).hasSize(Part.values().length).containsOnly(2);
    }

    @ParameterizedTest
    @EnumSource
    void codeRunsOnTheSurfaceOfItsPart(Part part) {
        send(only(part, () -> seen.add(Surface.bound().orElseThrow().toString())));
        assertThat(seen).containsExactly(surface(part));
    }

    /** Elements of a head are pieces, too. */
    @Test
    void r14_aTagOfTheHeadIsMetadata() {
        Html tag = out -> after(() -> seen.add(CurrentRequest.cookies()));
        Layout root = new Layout() {
            @Override
            public Metadata metadata(Request request) {
                return Metadata.NONE.tag(tag);
            }

            @Override
            public Html render(Request request, PageContent content) {
                return Html.of(content.head(), content.body());
            }
        };
        App app = App.builder()
                .prerender(Prerender.NEVER)
                .layout("/", root)
                .page("/here", request -> Html.text("hello"))
                .build();
        AppClient.of(app, after).send(HERE);
        after.finish();
        assertThat(after.assertFailed(after.registered().get(0))).hasMessageContaining("registered in the metadata");
        assertThat(seen).isEmpty();
    }
}
