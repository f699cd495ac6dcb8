package dev.after4j.servlet;

import static dev.after4j.After.after;
import static dev.after4j.servlet.UndertowServer.at;
import static dev.after4j.servlet.UndertowServer.by;
import static dev.after4j.servlet.UndertowServer.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.TaskOptions;
import dev.after4j.spi.TimeSource;
import dev.after4j.test.AfterKit;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the integration lives and ends with its servlet context. */
@Timeout(30)
class ContextLifeTest {
    private static final String RUNTIME = AfterRuntime.class.getName();

    private final List<String> events = new CopyOnWriteArrayList<>();

    private static int get(UndertowServer server) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** A listener that notes what it hears. */
    private final class Noting implements ServletContextListener {
        private final String name;

        Noting(String name) {
            this.name = name;
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            events.add(name);
        }
    }

    /** Puts {@code value} into the attribute when it hears of the start. */
    private static ServletContextListener putting(Object value) {
        return new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                event.getServletContext().setAttribute(RUNTIME, value);
            }
        };
    }

    private static ServletContainerInitializer adding(ServletContextListener listener) {
        return (classes, context) -> context.addListener(listener);
    }

    /** Time in which a drain that waits opens {@code waits}. */
    private static TimeSource telling(CountDownLatch waits) {
        TimeSource system = TimeSource.system();
        return new TimeSource() {
            @Override
            public long nanoTime() {
                return system.nanoTime();
            }

            @Override
            public void schedule(Duration delay, Runnable alarm) {
                system.schedule(delay, alarm);
            }

            @Override
            public void await(CountDownLatch done, Duration atMost) throws InterruptedException {
                waits.countDown();
                system.await(done, atMost);
            }
        };
    }

    @Test
    void r22_theDrainIsOverBeforeAnyListenerClosesWhatTasksUse() throws Exception {
        CountDownLatch draining = new CountDownLatch(1);
        AfterRuntime runtime = AfterRuntime.builder().time(telling(draining)).build();
        UndertowServer server = UndertowServer.start(info -> info.addListener(told(new Noting("declared")))
                .addServletContainerInitializer(by(new AfterInitializer(runtime)))
                .addServletContainerInitializer(by(adding(new Noting("of a later initializer"))))
                .addServlet(at(
                        "/*",
                        Code.servlet((request, response) -> after(() -> {
                            draining.await();
                            events.add("task");
                        })))));
        get(server);
        server.stop();
        assertThat(events).containsExactly("task", "of a later initializer", "declared");
        assertThat(runtime.pending()).isZero();
    }

    @Test
    void r22_aContextThatIsStartedAgainGetsARuntimeThatIsNotDrained() {
        FakeContext fake = new FakeContext();
        fake.started(new AfterInitializer());
        Object first = fake.attributes.get(RUNTIME);
        fake.stopped();
        fake.started(new AfterInitializer());
        assertThat(fake.attributes.get(RUNTIME))
                .isInstanceOf(AfterRuntime.class)
                .isNotSameAs(first);
    }

    @Test
    void r22_aContextWithoutARequestIsDrainedToo() throws Exception {
        CountDownLatch draining = new CountDownLatch(1);
        AfterRuntime runtime = AfterRuntime.builder().time(telling(draining)).build();
        UndertowServer server = UndertowServer.start(
                new AfterInitializer(runtime), Code.servlet((request, response) -> events.add("request")));
        runtime.inScope(
                "a job",
                () -> after(() -> {
                    draining.await();
                    events.add("task");
                }));
        server.stop();
        assertThat(events).containsExactly("task");
    }

    @Test
    void r22_aRequestAfterTheDrainIsServedAndItsTaskAbandoned() throws Exception {
        CompletableFuture<TaskEnd> end = new CompletableFuture<>();
        AfterListener listener = new AfterListener() {
            @Override
            public void ended(TaskInfo task, TaskEnd how) {
                end.complete(how);
            }
        };
        AfterRuntime runtime = AfterRuntime.builder().listener(listener).build();
        UndertowServer server = UndertowServer.start(
                new AfterInitializer(runtime), Code.servlet((request, response) -> after(() -> events.add("ran"))));
        runtime.drain();
        assertThat(get(server)).isEqualTo(200);
        assertThat(end.get(10, TimeUnit.SECONDS).kind()).isEqualTo(TaskEnd.Kind.ABANDONED);
        assertThat(events).isEmpty();
        server.stop();
    }

    /** The runtime whose tasks the requests of this application have. */
    private static AfterRuntime used(AfterRuntime candidate, UndertowServer server) throws Exception {
        long before = candidate.registered();
        get(server);
        server.stop();
        return candidate.registered() > before ? candidate : null;
    }

    private static final Code REGISTERS = (request, response) -> after(() -> {});

    @Test
    void theGivenRuntimeIsUsedHoweverOftenTheIntegrationComes() throws Exception {
        AfterRuntime given = AfterRuntime.create();
        try (LoggedLines lines = new LoggedLines()) {
            UndertowServer server =
                    UndertowServer.start(info -> info.addServletContainerInitializer(by(new AfterInitializer()))
                            .addServletContainerInitializer(by(new AfterInitializer(given)))
                            .addServletContainerInitializer(by(new AfterInitializer()))
                            .addServlet(at("/*", Code.servlet(REGISTERS))));
            assertThat(used(given, server)).isSameAs(given);
            assertThat(given.registered()).isEqualTo(1);
            assertThat(lines.all()).hasSize(1);
        }
    }

    @Test
    void aListenerOfTheApplicationBringsTheRuntime() throws Exception {
        AfterRuntime brought = AfterRuntime.create();
        UndertowServer server = UndertowServer.start(info -> info.addListener(told(putting(brought)))
                .addServletContainerInitializer(by(new AfterInitializer()))
                .addServlet(at("/*", Code.servlet(REGISTERS))));
        assertThat(used(brought, server)).isSameAs(brought);
    }

    @Test
    void aListenerOfALaterInitializerBringsTheRuntime() throws Exception {
        AfterRuntime brought = AfterRuntime.create();
        UndertowServer server =
                UndertowServer.start(info -> info.addServletContainerInitializer(by(new AfterInitializer()))
                        .addServletContainerInitializer(by(adding(putting(brought))))
                        .addServlet(at("/*", Code.servlet(REGISTERS))));
        assertThat(used(brought, server)).isSameAs(brought);
    }

    @Test
    void somethingElseInTheAttributeIsNamedAtTheStart() {
        assertThatThrownBy(() -> UndertowServer.start(info -> info.addListener(told(putting("a string")))
                        .addServletContainerInitializer(by(new AfterInitializer()))))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .rootCause()
                .hasMessageContainingAll(RUNTIME, "java.lang.String (a string)", "put the application's runtime there");
    }

    @Test
    void oneLineAtTheStartSaysWhatTheFinishIs() {
        try (LoggedLines lines = new LoggedLines()) {
            new FakeContext().started(new AfterInitializer());
            assertThat(lines.all())
                    .singleElement()
                    .asString()
                    .startsWith("INFO after4j in '/shop': the finish is 'handler done':");
        }
    }

    @Test
    void containersFindIt() {
        assertThat(ServiceLoader.load(ServletContainerInitializer.class))
                .hasAtLeastOneElementOfType(AfterInitializer.class);
    }

    @Test
    void aFilterOfTheSameNameIsAnErrorThatNamesIt() {
        ServletContext taken = FakeContext.fake(
                ServletContext.class, (method, values) -> "getContextPath".equals(method) ? "/shop" : null);
        assertThatThrownBy(() -> new AfterInitializer().onStartup(null, taken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("filter named 'after4j'", "'/shop'", "another name");
    }

    @Test
    void aRequestBeforeTheStartIsAnErrorThatSaysSo() {
        Filter filter = new AfterFilter();
        HttpServletRequest request = FakeContext.fake(HttpServletRequest.class, (method, values) -> null);
        HttpServletResponse response = new FakeRequest().response;
        assertThatThrownBy(() -> filter.doFilter(request, response, (q, p) -> after(() -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("before its init", "when the context starts");
    }

    @Test
    void aFilterAloneFinishesWithItsReturnAndDrainsAtItsEnd() throws Exception {
        FakeContext fake = new FakeContext();
        AfterRuntime runtime = AfterRuntime.create();
        Filter filter = fake.initialised(new AfterFilter(runtime));
        FakeRequest served = new FakeRequest();
        CountDownLatch ran = new CountDownLatch(1);
        filter.doFilter(served.request, served.response, (q, p) -> {
            after(ran::countDown);
            assertThat(runtime.pending()).isEqualTo(1);
            assertThat(ran.getCount()).isEqualTo(1);
        });
        ran.await();
        filter.destroy();
        assertThat(runtime.draining()).isTrue();
        assertThat(fake.attributes.values()).containsExactly(runtime);
    }

    @Test
    void aFilterAloneJoinsTheScopeOfItsThread() throws Exception {
        try (AfterKit kit = AfterKit.create();
                AfterRuntime runtime = AfterRuntime.create()) {
            Filter filter = new FakeContext().initialised(new AfterFilter(runtime));
            FakeRequest served = new FakeRequest();
            kit.handle(() -> filter.doFilter(
                    served.request, served.response, (q, p) -> after(TaskOptions.named("audit"), () -> {})));
            assertThat(kit.registered()).containsExactly("audit");
            assertThat(runtime.registered()).isZero();
            kit.finish();
        }
    }
}
