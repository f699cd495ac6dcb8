package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.after4j.app.test.AppClient;
import dev.after4j.example.activity.EndedTask;
import dev.after4j.example.orders.Mailer;
import dev.after4j.example.teas.Moderation;
import dev.after4j.jte.Jte;
import dev.after4j.server.AfterServer;
import dev.after4j.server.RunningServer;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** On the real server, whose tasks the activity page lists. */
@ExtendWith(AfterExtension.class)
class ActivityTest {
    private static final String KEY = "6d0a3f0e-6d5b-4a54-9d35-0a5cf8a4c6a1";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    void tasksOfEverySurfaceAreListedWithTheirEnds(AfterKit after) throws Exception {
        try (Database database = Database.open(directory.resolve("shop").toString())) {
            Shop shop = new Shop(
                    database,
                    Jte.precompiled(),
                    new Mailer(Duration.ZERO),
                    Moderation.taking(Duration.ZERO),
                    "https://tea.example.org");
            RunningServer server = AfterServer.of(shop::app)
                    .runtime(tasks -> tasks.listener(shop.taskLog()))
                    .start("--port=0", "--pages=" + directory.resolve("pages"));
            use(server.address());
            server.stop(); // the tasks have ended when it returns
            assertThat(shop.taskLog().latest())
                    .extracting(EndedTask::name, EndedTask::surface, EndedTask::scope, EndedTask::ended)
                    .contains(
                            tuple("log refusal", "proxy", "GET /account", "SUCCEEDED"),
                            tuple("count view", "proxy", "GET /teas/sencha", "SUCCEEDED"),
                            tuple("announce", "page", "first render of /teas/sencha", "SUCCEEDED"),
                            tuple("log slow page", "layout", "first render of /teas/sencha", "SKIPPED"),
                            tuple("log slow page", "layout", "GET /orders/..", "SKIPPED"),
                            tuple("log sign-in", "action", "POST /sign-in", "SUCCEEDED"),
                            tuple("mail", "route handler", "POST /api/route", "FAILED"))
                    .extracting(task -> task.toList().get(2))
                    .doesNotContain("GET /activity");
            assertThat(shown(shop, after))
                    .doesNotContain(KEY) // the address of somebody's order
                    .contains(
                            "<td>route handler</td>",
                            "<span class=\"why\">java.net.UnknownHostException: nowhere.invalid</span>");
        }
    }

    private void use(URI shop) throws Exception {
        send(HttpRequest.newBuilder(shop.resolve("/account")));
        send(HttpRequest.newBuilder(shop.resolve("/teas/sencha")));
        send(HttpRequest.newBuilder(shop.resolve("/teas/sencha/order?action=order"))
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("quantity=1&email=ada@example.org&key=" + KEY)));
        send(HttpRequest.newBuilder(shop.resolve("/orders/" + KEY)));
        send(HttpRequest.newBuilder(shop.resolve("/activity")));
        send(HttpRequest.newBuilder(shop.resolve("/sign-in?action=sign-in"))
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=ada&password=earl-grey")));
        send(HttpRequest.newBuilder(shop.resolve("/api/route"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"item\": \"tea\", \"quantity\": 1, \"email\": \"ada@nowhere.invalid\"}")));
    }

    private void send(HttpRequest.Builder request) throws Exception {
        assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode())
                .isLessThan(400);
    }

    private static String shown(Shop shop, AfterKit after) {
        String page = AppClient.of(shop.app(after.runtime()), after)
                .send(TestRequest.get("/activity"))
                .text();
        after.finish();
        return page;
    }
}
