package dev.after4j.test.conformance;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestHeaders;
import dev.after4j.request.RequestView;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** R12 and R14 to R16: what a task sees of its request. */
abstract class ContextRules extends TaskRules {
    /** What a task saw. */
    private record Seen(Object luggage, ClassLoader loader) {}

    private Seen look() {
        return new Seen(String.valueOf(luggage.get()), Thread.currentThread().getContextClassLoader());
    }

    @Test
    public final void required_r12_theContextOfItsRegistrationAndNobodyElses() throws Exception {
        ClassLoader loader = new URLClassLoader(new URL[0], null);
        CompletableFuture<Seen> mine = new CompletableFuture<>();
        CompletableFuture<Seen> atHandler = new CompletableFuture<>();
        CompletableFuture<Seen> others = new CompletableFuture<>();
        String first = at("r12-first", exchange -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            luggage.put("mine");
            thread.setContextClassLoader(loader);
            after(named("r12-first"), () -> {
                mine.complete(look());
            });
            thread.setContextClassLoader(before);
            luggage.put(null);
        });
        String second = at("r12-second", exchange -> {
            atHandler.complete(look());
            after(named("r12-second"), () -> {
                others.complete(look());
            });
        });
        Client client = connect();
        client.get(first).body();
        Seen seen = waiting().await(mine, "the first task");
        assertThat(seen.luggage()).isEqualTo("mine");
        assertThat(seen.loader()).isSameAs(loader);
        client.get(second).body();
        for (CompletableFuture<Seen> other : List.of(atHandler, others)) {
            assertThat(waiting().await(other, "the second request").luggage()).isEqualTo("null");
            assertThat(waiting().await(other, "the second request").loader()).isNotSameAs(loader);
        }
    }

    @Test
    public final void required_r14_theRequestAsItWasAfterTheServerTookTheNext() throws Exception {
        HeldTask hold = hold("r14");
        CompletableFuture<RequestView> seen = new CompletableFuture<>();
        CompletableFuture<RequestHeaders> early = new CompletableFuture<>();
        String path = at("r14", exchange -> {
            early.complete(CurrentRequest.headers());
            after(named("r14"), () -> {
                hold.run();
                seen.complete(CurrentRequest.get());
            });
        });
        Map<String, String> headers = Map.of("x-number", "one", "cookie", "session-id=42; theme=dark");
        Client client = connect();
        client.send("POST", path + "?page=1", with(headers, "content-length", "0"))
                .body();
        hold.awaitStart();
        String next = at("r14-next", exchange -> {});
        client.send("GET", next + "?page=2", Map.of("x-number", "two", "cookie", "session-id=43"))
                .body();
        hold.release();
        RequestView view = waiting().await(seen, "the task");
        assertThat(view.method()).isEqualTo("POST");
        assertThat(view.path()).isEqualTo(path);
        assertThat(view.query()).hasValue("page=1");
        assertThat(view.headers().first("X-Number")).hasValue("one");
        assertThat(view.cookies().value("session-id")).hasValue("42");
        assertThat(view.cookies().names()).containsExactly("session-id", "theme");
        assertThat(waiting().await(early, "the handler").asMap())
                .isEqualTo(view.headers().asMap());
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(name, value);
        return all;
    }

    @Test
    public final void required_r15_whatIsHandedOutCannotBeChanged() throws Exception {
        CompletableFuture<RequestView> seen = new CompletableFuture<>();
        String path = at(
                "r15",
                exchange -> after(named("r15"), () -> {
                    seen.complete(CurrentRequest.get());
                }));
        connect().get(path).body();
        RequestView view = waiting().await(seen, "the task");
        assertThatThrownBy(() -> view.headers().asMap().put("x", List.of()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> view.cookies().names().add("x")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    public final void required_r16_cookiesAreWhatTheClientSent() throws Exception {
        CompletableFuture<String> inHandler = new CompletableFuture<>();
        CompletableFuture<String> inTask = new CompletableFuture<>();
        String path = at("r16", exchange -> {
            exchange.header("Set-Cookie", "session-id=new");
            inHandler.complete(sessionId());
            after(named("r16"), () -> {
                inTask.complete(sessionId());
            });
        });
        connect().send("GET", path, Map.of("cookie", "session-id=old")).body();
        assertThat(waiting().await(inHandler, "the handler")).isEqualTo("old");
        assertThat(waiting().await(inTask, "the task")).isEqualTo("old");
    }

    private static String sessionId() {
        return CurrentRequest.cookies().value("session-id").orElse("none");
    }
}
