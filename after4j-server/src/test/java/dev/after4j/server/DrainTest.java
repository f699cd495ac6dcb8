package dev.after4j.server;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.app.App;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.Test;

/** A stop: what is in flight ends, keep-alive holds nothing up, and what tasks use is closed last. */
class DrainTest {
    private static final String KEEP_ALIVE = " HTTP/1.1\r\nHost: a\r\n\r\n";

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<String> order = new CopyOnWriteArrayList<>();

    private RunningServer start(String... args) throws IOException {
        App app = App.builder()
                .route("GET", "/", request -> Response.text("quick"))
                .route("GET", "/held", request -> {
                    after(() -> order.add("task"));
                    noticeStop(request);
                    entered.countDown();
                    goOn.await();
                    return Response.text("in time");
                })
                .build();
        return AfterServer.of(app)
                .onStopped(() -> order.add("first opened"))
                .onStopped(() -> order.add("last opened"))
                .start(args);
    }

    private void noticeStop(Request request) {
        org.eclipse.jetty.server.Request jettys =
                request.unwrap(org.eclipse.jetty.server.Request.class).orElseThrow();
        jettys.getConnectionMetaData().getConnector().getServer().addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle server) {
                stopping.countDown();
            }
        });
    }

    @Test
    void r22_whatIsInFlightEndsAndSaysThatTheConnectionDoes() throws Exception {
        RunningServer server = start("--port=0");
        try (RawClient held = new RawClient(server.port());
                RawClient idle = new RawClient(server.port())) {
            idle.send("GET /health" + KEEP_ALIVE);
            assertThat(idle.readHead()).startsWith("HTTP/1.1 200 OK").doesNotContain("Connection");
            assertThat(idle.read(3)).isEqualTo("UP\n");
            held.send("GET /" + KEEP_ALIVE);
            assertThat(held.readHead()).doesNotContain("Connection");
            assertThat(held.read(5)).isEqualTo("quick");
            held.send("GET /held" + KEEP_ALIVE);
            entered.await();
            CompletableFuture<Void> stop = stop(server);
            stopping.await();
            idle.send("GET /health" + KEEP_ALIVE);
            assertThat(idle.readAll())
                    .startsWith("HTTP/1.1 503 Service Unavailable")
                    .contains("Connection: close")
                    .endsWith("STOPPING\n");
            goOn.countDown();
            assertThat(held.readAll()).contains("Connection: close").endsWith("in time");
            stop.get(20, TimeUnit.SECONDS);
            assertThat(order).containsExactly("task", "last opened", "first opened");
            assertThat(server.runtime().pending()).isZero();
        }
    }

    @Test
    void r22_aBusyConnectionIsClosedWithAResponseThatSaysSo() throws Exception {
        RunningServer server = start("--port=0");
        try (RawClient held = new RawClient(server.port());
                RawClient busy = new RawClient(server.port())) {
            held.send("GET /held" + KEEP_ALIVE);
            entered.await();
            CompletableFuture<Void> stop = stop(server);
            String head = "";
            while (!head.contains("Connection: close")) {
                busy.send("GET /" + KEEP_ALIVE);
                head = busy.readHead();
                if (head.startsWith("HTTP/1.1 200 OK")) assertThat(busy.read(5)).isEqualTo("quick");
                else assertThat(head).startsWith("HTTP/1.1 503 Service Unavailable");
            }
            assertThat(busy.readAll()).isIn("", "503 Service Unavailable\n");
            goOn.countDown();
            stop.get(20, TimeUnit.SECONDS);
        }
    }

    private static CompletableFuture<Void> stop(RunningServer server) {
        return CompletableFuture.runAsync(server::stop, running -> new Thread(running).start());
    }

    @Test
    void r22_whatDoesNotEndInTimeIsBrokenOffAndItsTasksRun() throws Exception {
        RunningServer server = start("--port=0", "--stop-timeout=100ms");
        try (RawClient held = new RawClient(server.port())) {
            held.send("GET /held" + KEEP_ALIVE);
            entered.await();
            server.stop();
            assertThat(held.readAll()).isEmpty();
            assertThat(order).containsExactly("task", "last opened", "first opened");
        } finally {
            goOn.countDown();
        }
        server.stop(); // a further one does nothing
        assertThat(order).hasSize(3);
    }

    @Test
    void whatWasOpenedIsClosedWhenTheServerCannotStart() throws Exception {
        try (RunningServer first = start("--port=0")) {
            assertThatThrownBy(() -> start("--port=" + first.port()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Cannot listen on 127.0.0.1:" + first.port()
                            + " (Address already in use); set another with --host and --port");
            assertThat(order).containsExactly("last opened", "first opened");
        }
        assertThatThrownBy(() -> start("--port=x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(order).hasSize(6);
    }

    @Test
    void r22_tasksEndBeforeWhatTheyUseIsClosedAlsoWhenTheServerCannotStart() throws Exception {
        AfterServer broken = AfterServer.of(runtime -> {
            runtime.inScope(
                    "warm up",
                    () -> after(() -> {
                        goOn.await();
                        order.add("task");
                    }));
            goOn.countDown();
            throw new IllegalStateException("no database");
        });
        assertThatThrownBy(() -> broken.onStopped(() -> order.add("closed")).start("--port=0"))
                .hasMessage("no database");
        assertThat(order).containsExactly("task", "closed");
    }

    @Test
    void allThatWasOpenedIsClosedWhenOneOfItCannotBe() throws Exception {
        RunningServer server = AfterServer.of(App.builder().build())
                .onStopped(() -> order.add("first opened"))
                .onStopped(() -> {
                    throw new IllegalStateException("no longer there");
                })
                .start("--port=0");
        server.stop();
        assertThat(order).containsExactly("first opened");
    }

    @Test
    void r22_aStopInsideATaskClosesNothingAndALaterOneDoes() throws Exception {
        AtomicReference<RunningServer> server = new AtomicReference<>();
        AtomicReference<Throwable> refused = new AtomicReference<>();
        CountDownLatch tried = new CountDownLatch(1);
        App app = App.builder()
                .route("GET", "/", request -> {
                    after(() -> {
                        try {
                            server.get().stop();
                        } catch (IllegalStateException refusal) {
                            refused.set(refusal);
                        }
                        tried.countDown();
                    });
                    return Response.empty();
                })
                .build();
        server.set(AfterServer.of(app).onStopped(() -> order.add("closed")).start("--port=0"));
        Clients.get(server.get(), "/");
        tried.await();
        assertThat(refused.get()).rootCause().hasMessageContaining("inside a task");
        assertThat(order).isEmpty();
        server.get().stop();
        assertThat(order).containsExactly("closed");
    }
}
