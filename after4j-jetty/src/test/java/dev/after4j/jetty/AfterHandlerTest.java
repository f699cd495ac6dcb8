package dev.after4j.jetty;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.After;
import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.Outcome;
import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestView;
import dev.after4j.spi.OpenScope;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class AfterHandlerTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private Object next() throws InterruptedException {
        Object next = seen.poll(10, TimeUnit.SECONDS);
        if (next == null) throw new AssertionError("no task reported anything within 10 s");
        return next;
    }

    @Test
    void r01_handlersAroundOneRequestShareItsScope() throws Exception {
        AfterRuntime runtime = AfterRuntime.create();
        AfterHandler inner = new AfterHandler(runtime, JettyServer.handler((request, response, callback) -> {
            after(() -> seen.add("inner"));
            seen.add(request.getAttribute(OpenScope.ATTRIBUTE));
            callback.succeeded();
            return true;
        }));
        AfterHandler outer = new AfterHandler(runtime, new Handler.Wrapper(inner) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                after(() -> seen.add("outer"));
                seen.add(request.getAttribute(OpenScope.ATTRIBUTE));
                return super.handle(request, response, callback);
            }
        });
        try (JettyServer server = JettyServer.start(runtime, outer)) {
            server.get("/");
            Object first = next();
            assertThat(first).isInstanceOf(OpenScope.class);
            assertThat(next()).isSameAs(first);
            assertThat(new Object[] {next(), next()}).containsExactlyInAnyOrder("outer", "inner");
        }
    }

    @Test
    void r14_tasksReadTheRequestAsItWas() throws Exception {
        try (JettyServer server = JettyServer.start((request, response, callback) -> {
            after(() -> seen.add(CurrentRequest.get()));
            callback.succeeded();
            return true;
        })) {
            var client = HttpClient.newHttpClient();
            client.send(
                    HttpRequest.newBuilder(server.uri("/a%20b?x=1"))
                            .header("Cookie", "session-id=42; theme=dark")
                            .header("Accept-Language", "de-CH, en;q=0.5")
                            .header("X-Twice", "1")
                            .header("X-Twice", "2")
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            RequestView view = (RequestView) next();
            assertThat(view.method()).isEqualTo("GET");
            assertThat(view.path()).isEqualTo("/a%20b");
            assertThat(view.query()).hasValue("x=1");
            assertThat(view.cookies().names()).containsExactly("session-id", "theme");
            assertThat(view.headers().all("x-twice")).containsExactly("1", "2");
            assertThat(view.locale().toLanguageTag()).isEqualTo("de-CH");
            assertThat(view.remoteAddress()).hasValue("127.0.0.1");
        }
    }

    @Test
    void r13_theHandlersExceptionIsKnownHoweverItCameOut() throws Exception {
        IllegalStateException thrown = new IllegalStateException("no stock");
        try (JettyServer server = JettyServer.start((request, response, callback) -> {
            after(() -> seen.add(After.outcome()));
            if (Request.getPathInContext(request).equals("/throw")) throw thrown;
            callback.failed(thrown);
            return true;
        })) {
            for (String path : new String[] {"/throw", "/fail"}) {
                assertThat(server.get(path).statusCode()).isEqualTo(500);
                Outcome outcome = (Outcome) next();
                assertThat(outcome.kind()).isEqualTo(Outcome.Kind.COMPLETED);
                assertThat(outcome.status()).hasValue(500);
                assertThat(outcome.error()).containsSame(thrown);
            }
        }
    }

    @Test
    void r13_aBodyThatNobodyReadDoesNotSpoilTheResponse() throws Exception {
        try (JettyServer server = JettyServer.start((request, response, callback) -> {
            after(() -> seen.add(After.outcome().kind()));
            Content.Sink.write(response, true, "no, thanks", callback);
            return true;
        })) {
            try (var socket = new Socket("127.0.0.1", server.port())) {
                socket.getOutputStream()
                        .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nfew".getBytes(UTF_8));
                assertThat(next()).isEqualTo(Outcome.Kind.COMPLETED);
            }
        }
    }

    @Test
    void r13_aHandlersOwnLostConnectionIsNotTheClients() throws Exception {
        try (JettyServer server = JettyServer.start((request, response, callback) -> {
            after(() -> seen.add(After.outcome().kind()));
            Content.Sink.write(response, false, "half", Callback.NOOP);
            callback.failed(new IOException("the database hung up"));
            return true;
        })) {
            assertThatThrownBy(() -> server.get("/")).isInstanceOf(IOException.class);
            assertThat(next()).isEqualTo(Outcome.Kind.FAILED);
        }
    }

    @Test
    void r01_aScopeTakenAlongWorksOnAnotherThread() throws Exception {
        try (JettyServer server = JettyServer.start((request, response, callback) -> {
            AfterScope scope = After.scope();
            new Thread(() -> scope.run(() -> {
                        after(() -> seen.add(After.outcome()));
                        response.write(true, ByteBuffer.wrap("later".getBytes(UTF_8)), callback);
                    }))
                    .start();
            return true;
        })) {
            assertThat(server.get("/").body()).isEqualTo("later");
            assertThat(next()).hasToString("COMPLETED 200");
        }
    }

    @Test
    void r15_aResponseThatATaskCapturedIsOver() throws Exception {
        try (JettyServer server = JettyServer.start((request, response, callback) -> {
            after(() -> {
                seen.add(response.getStatus());
                seen.add(writeTo(response));
            });
            response.write(true, ByteBuffer.wrap("as it was".getBytes(UTF_8)), callback);
            return true;
        })) {
            assertThat(server.get("/").body()).isEqualTo("as it was");
            assertThat(next()).as("the status").isEqualTo(200);
            assertThat(next()).as("a write").isInstanceOf(Exception.class);
        }
    }

    private static Object writeTo(Response response) {
        try {
            Content.Sink.write(response, true, ByteBuffer.wrap("late".getBytes(UTF_8)));
            return "was accepted";
        } catch (IllegalStateException | IOException refused) {
            return refused;
        }
    }

    @Test
    void installSaysThatTheHandlerIsMissing() {
        assertThatThrownBy(() -> AfterHandler.install(new Server(), AfterRuntime.create()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("server.setHandler(..) before AfterHandler.install(..)");
    }
}
