package dev.after4j.jetty;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.after4j.After;
import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterInitializer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A web application with the whole library in its WEB-INF/lib, on a Jetty that knows nothing of it. */
class WarTest {
    @TempDir
    Path folder;

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(AfterInitializer.class);

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        log.detachAppender(lines);
    }

    private War war() throws Exception {
        return new War(folder)
                .withLibraryOf(After.class)
                .withLibraryOf(AfterInitializer.class)
                .withLibraryOf(AfterHandler.class)
                .withClass(WarServlet.class);
    }

    private ContextHandler context(Level level, War war) {
        ContextHandler context = level.webApplication(war, WarServlet.class);
        context.setAttribute("seen", seen);
        return context;
    }

    private void isExact(JettyServer server) throws Exception {
        assertThat(server.get("/").body()).isEqualTo("does not see Jetty");
        assertThat(next()).isEqualTo("COMPLETED 200");
        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.get(0).getFormattedMessage()).contains("the finish is exact: Jetty");
    }

    @ParameterizedTest
    @EnumSource
    void theSignalIsExactAlthoughJettyIsHidden(Level level) throws Exception {
        try (JettyServer server = JettyServer.start(AfterRuntime.create(), context(level, war()))) {
            isExact(server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSignalIsExactAlthoughAJettyWasBroughtAlong(Level level) throws Exception {
        War war = war().withLibraryOf(Server.class)
                .withLibraryOf(Callback.class)
                .withLibraryOf(Content.class)
                .withLibraryOf(HttpField.class);
        try (JettyServer server = JettyServer.start(AfterRuntime.create(), context(level, war))) {
            assertThat(server.get("/").body()).isEqualTo("sees Jetty");
            assertThat(next()).isEqualTo("COMPLETED 200");
            assertThat(lines.list.get(0).getFormattedMessage()).contains("the finish is exact: Jetty");
        }
    }

    /** Copies of the library know nothing of each other: each has a scope, and each finishes its own. */
    @ParameterizedTest
    @EnumSource
    void aServerMayHaveACopyOfItsOwn(Level level) throws Exception {
        AfterRuntime runtime = AfterRuntime.create();
        Handler around = new AfterHandler(runtime, new Handler.Wrapper(context(level, war())) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                after(() -> seen.add("the server's " + After.outcome()));
                return super.handle(request, response, callback);
            }
        });
        try (JettyServer server = JettyServer.start(runtime, around)) {
            for (int i = 0; i < 2; i++) {
                server.get("/");
                assertThat(new Object[] {next(), next()})
                        .containsExactlyInAnyOrder("COMPLETED 200", "the server's COMPLETED 200");
            }
        }
        assertThat(seen).isEmpty();
    }

    private Object next() throws InterruptedException {
        return seen.poll(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void anApplicationThatWasTakenAwayLeavesNothingBehind(Level level) throws Exception {
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        try (JettyServer server = JettyServer.start(AfterRuntime.create(), contexts)) {
            WeakReference<ClassLoader> loader = deployAndUndeploy(level, server, contexts);
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (loader.get() != null && System.nanoTime() < patience) System.gc();
            assertThat(loader.get()).isNull();
        }
    }

    private WeakReference<ClassLoader> deployAndUndeploy(
            Level level, JettyServer server, ContextHandlerCollection contexts) throws Exception {
        ContextHandler context =
                context(level, war().withClass(WarListener.class).withFile("WEB-INF/web.xml", """
                <web-app><listener><listener-class>%s</listener-class></listener></web-app>
                """.formatted(
                                WarListener.class.getName())));
        contexts.addHandler(context);
        context.start();
        exchangeWithoutKeepAlive(server.port());
        assertThat(next()).isEqualTo("COMPLETED 200");
        WeakReference<ClassLoader> loader = new WeakReference<>(context.getClassLoader());
        context.stop();
        contexts.removeHandler(context);
        return loader;
    }

    /** A connection that stays open keeps Jetty's own channel, and so the last context that it was used for. */
    private static void exchangeWithoutKeepAlive(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .endsWith("does not see Jetty");
        }
    }
}
