package dev.after4j.test.conformance;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.NoAfterScopeException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** R01 and R03. */
abstract class RegisteringRules extends Suite {
    @Test
    public final void required_r01_afterWorksTenCallsDownAndInTasks() throws Exception {
        String path = at(
                "r01-deep",
                exchange -> call(
                        10,
                        () -> after(named("r01-outer"), () -> {
                            after(named("r01-inner"), () -> {});
                        })));
        assertThat(connect().get(path).status()).isEqualTo(200);
        succeeded("r01-outer");
        succeeded("r01-inner");
    }

    private static void call(int deep, Runnable code) {
        if (deep == 0) code.run();
        else call(deep - 1, code);
    }

    @Test
    public final void required_r01_afterChangesNothingAboutTheResponse() throws Exception {
        Application page = exchange -> {
            exchange.header("Cache-Control", "max-age=60");
            exchange.write("the page".getBytes(UTF_8));
        };
        String without = at("r01-page", page);
        String with = at("r01-same", exchange -> {
            after(named("r01-same"), () -> {});
            page.handle(exchange);
        });
        Client client = connect();
        Reply expected = client.get(without);
        byte[] body = expected.body();
        Reply reply = client.get(with);
        assertThat(reply.body()).isEqualTo(body);
        assertThat(reply.head()).isEqualTo(expected.head());
        succeeded("r01-same");
    }

    @Test
    public final void required_r03_onAThreadWithoutTheContextAfterThrowsAtTheCall() throws Exception {
        CompletableFuture<Object> result = new CompletableFuture<>();
        String path = at("r03-thread", exchange -> {
            Thread stranger = new Thread(() -> result.complete(thrownByAfter()), "a stranger");
            stranger.start();
            stranger.join();
        });
        connect().get(path).status();
        assertThat(waiting().await(result, "the call of after(..) on another thread"))
                .isInstanceOf(NoAfterScopeException.class)
                .asString()
                .contains("a stranger");
    }

    private static Object thrownByAfter() {
        try {
            after(() -> {});
            return "after(..) threw nothing";
        } catch (IllegalStateException thrown) {
            return thrown;
        }
    }

    @Test
    public final void required_r03_aScopeTakenAlongWorksOnAnotherThread() throws Exception {
        String path = at("r03-along", exchange -> {
            AfterScope scope = After.scope();
            Thread other = new Thread(() -> scope.run(() -> after(named("r03-along"), () -> {})));
            other.start();
            other.join();
        });
        connect().get(path).status();
        succeeded("r03-along");
    }
}
