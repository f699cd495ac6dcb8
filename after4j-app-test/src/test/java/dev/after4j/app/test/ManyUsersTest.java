package dev.after4j.app.test;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.Memo;
import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;
import dev.after4j.app.Layout;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.PageContent;
import dev.after4j.app.Request;
import dev.after4j.request.CurrentRequest;
import dev.after4j.server.AfterServer;
import dev.after4j.server.RunningServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everybody is in the same place at once, and sees their own. */
@Timeout(60)
class ManyUsersTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int USERS = 200;
    /** No more than the threads of a server on JDK 17; all users are so many at a time. */
    private static final int TOGETHER = 50;
    /** In both metadata, both layouts, the page and the component; and one nested in each. */
    private static final int TASKS_OF_EACH = 12;

    private final Supplier<String> remembered = Memo.perRequest(ManyUsersTest::user);
    /** By part. */
    private final Map<String, CyclicBarrier> barriers = new ConcurrentHashMap<>();

    private final CountDownLatch tasks = new CountDownLatch(USERS * TASKS_OF_EACH);
    /** What the tasks of a user have seen. */
    private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();

    private static String user() {
        return CurrentRequest.cookies().value("user").orElse("nobody");
    }

    /** What a part of the page sees: before and after others were here, too. */
    private String look(String part) throws Exception {
        String before = user();
        barriers.computeIfAbsent(part, first -> new CyclicBarrier(TOGETHER)).await(30, TimeUnit.SECONDS);
        after(() -> {
            saw(before);
            after(() -> saw(before));
        });
        return before + remembered.get() + user();
    }

    private void saw(String user) {
        seen.computeIfAbsent(user, first -> ConcurrentHashMap.newKeySet()).add(remembered.get());
        tasks.countDown();
    }

    private final class Around implements Layout {
        @Override
        public Metadata metadata(Request request) throws Exception {
            return Metadata.NONE.description(look("outer metadata"));
        }

        @Override
        public Html render(Request request, PageContent content) throws Exception {
            return Html.of(content.head(), Html.text(look("outer") + "\n"), content.body());
        }
    }

    private final class Shown implements Page {
        @Override
        public Metadata metadata(Request request) throws Exception {
            return Metadata.title(look("metadata"));
        }

        @Override
        public Html render(Request request) throws Exception {
            return Html.of(Html.text(look("page") + "\n"), this::component);
        }

        private void component(HtmlOutput out) throws Exception {
            out.text(look("component") + "\n");
        }
    }

    private static String page(String user) {
        String seen = user + user + user;
        return "<title>T</title>\n<meta name=\"description\" content=\"T\">\nT\nT\nT\nT\n".replace("T", seen);
    }

    @Test
    void r12_r14_r17_everybodySeesTheirOwnInEveryPartAndTask() throws Exception {
        Layout nested = (request, content) -> Html.of(Html.text(look("inner") + "\n"), content.body());
        App app = App.builder()
                .layout("/", new Around())
                .layout("/mine", nested)
                .page("/mine", new Shown())
                .build();
        RunningServer server = AfterServer.of(app).start("--port=0");
        try {
            List<CompletableFuture<String>> pages = new ArrayList<>();
            for (int i = 0; i < USERS; i++) pages.add(get(server, "<" + i + ">"));
            for (int i = 0; i < USERS; i++)
                assertThat(pages.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(page("&lt;" + i + "&gt;"));
            assertThat(tasks.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.stop();
        }
        assertThat(seen).hasSize(USERS);
        seen.forEach((user, others) -> assertThat(others).isEqualTo(Collections.singleton(user)));
    }

    private static CompletableFuture<String> get(RunningServer server, String user) {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/mine"))
                .header("cookie", "user=" + user)
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> response.body());
    }
}
