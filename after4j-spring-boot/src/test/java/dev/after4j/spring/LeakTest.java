package dev.after4j.spring;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import brave.Tracing;
import brave.propagation.CurrentTraceContext;
import brave.propagation.ThreadLocalCurrentTraceContext;
import dev.after4j.request.CurrentRequest;
import dev.after4j.spi.OpenScope;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import jakarta.servlet.Filter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Ten thousand requests of two users and of nobody, on few threads that are used again and again. */
class LeakTest {
    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 4;
    private static final List<String> USERS = List.of("alice", "bob", "");

    /** What an application binds to the thread of a request, under the name of its user. */
    private record Bound(String name, Consumer<String> bind, Supplier<@Nullable String> onThread, Runnable unbind) {}

    private static final Map<String, String> USER_OF_TRACE = new ConcurrentHashMap<>();
    private static final Tracer TRACER = tracer();
    private static final List<Bound> CARRIED = List.of(
            new Bound("MDC", user -> MDC.put("user", user), () -> MDC.get("user"), () -> MDC.remove("user")),
            new Bound("who is signed in", LeakTest::signIn, LeakTest::signedIn, SecurityContextHolder::clearContext),
            new Bound("the request's attribute", LeakTest::setAttribute, LeakTest::attribute, () -> {}),
            new Bound("the trace", user -> USER_OF_TRACE.put(traceId(), user), LeakTest::userOfTrace, () -> {}));

    private static void signIn(String user) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(user, "", "ROLE_USER"));
    }

    private static @Nullable String signedIn() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who == null ? null : who.getName();
    }

    private static void setAttribute(String user) {
        RequestContextHolder.currentRequestAttributes().setAttribute("user", user, RequestAttributes.SCOPE_REQUEST);
    }

    private static @Nullable String attribute() {
        RequestAttributes here = RequestContextHolder.getRequestAttributes();
        return here == null ? null : (String) here.getAttribute("user", RequestAttributes.SCOPE_REQUEST);
    }

    private static Tracer tracer() {
        CurrentTraceContext current = ThreadLocalCurrentTraceContext.create();
        Tracing tracing = Tracing.newBuilder().currentTraceContext(current).build();
        return new BraveTracer(tracing.tracer(), new BraveCurrentTraceContext(current));
    }

    /** Of Boot's span of the request, or of the task's in the same trace. */
    private static String traceId() {
        Span current = TRACER.currentSpan();
        return current == null ? "" : current.context().traceId();
    }

    private static @Nullable String userOfTrace() {
        return USER_OF_TRACE.get(traceId());
    }

    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
    private static final CountDownLatch TASKS = new CountDownLatch(REQUESTS);
    private static final Set<Thread> HANDLED_ON = ConcurrentHashMap.newKeySet();
    private static final Set<Thread> RAN_ON = ConcurrentHashMap.newKeySet();

    private static void expect(@Nullable String expected, String what, @Nullable String seen) {
        if (!Objects.equals(expected, seen)) LEAKS.add(what + " was " + seen + " instead of " + expected);
    }

    private static void expectCarried(@Nullable String user, String where) {
        for (Bound bound : CARRIED)
            expect(user, bound.name() + where, bound.onThread().get());
    }

    private static void expectNothing(String where) {
        expectCarried(null, where);
        expect("null", "the scope" + where, String.valueOf(OpenScope.bound()));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Shop.class)
    static class Application {
        @Bean
        Tracer tracer() {
            return TRACER;
        }

        @Bean(destroyMethod = "shutdown")
        ExecutorService threads() {
            return Executors.newFixedThreadPool(CLIENTS);
        }

        @Bean
        AfterRuntimeCustomizer ownThreads(ExecutorService threads) {
            return runtime -> runtime.executor(task -> threads.execute(() -> {
                expectNothing(" before a task");
                task.run();
                expectNothing(" after a task");
            }));
        }

        /** As every application has one that binds who is there. */
        @Bean
        Filter binding() {
            return (request, response, chain) -> {
                expectCarried(null, " before a request");
                String user = user();
                if (user != null) CARRIED.forEach(bound -> bound.bind().accept(user));
                try {
                    chain.doFilter(request, response);
                } finally {
                    CARRIED.forEach(bound -> bound.unbind().run());
                }
            };
        }

        private static @Nullable String user() {
            return CurrentRequest.headers().first("x-user").orElse(null);
        }
    }

    @RestController
    static class Shop {
        @GetMapping("/")
        String order(@RequestHeader HttpHeaders headers) {
            String user = headers.getFirst("x-user");
            HANDLED_ON.add(Thread.currentThread());
            after(() -> look(user));
            return "ok";
        }

        private static void look(@Nullable String user) {
            RAN_ON.add(Thread.currentThread());
            expectCarried(user, " in a task");
            expect(user, "the header", CurrentRequest.headers().first("x-user").orElse(null));
            expect(user, "the cookie", CurrentRequest.cookies().value("user").orElse(null));
            TASKS.countDown();
        }
    }

    @Test
    void r12_nothingOfATaskIsLeftForTheNextTaskOrRequest() throws Exception {
        try (BootServer server = BootServer.start(
                BootServer.Host.TOMCAT,
                Application.class,
                "--server.tomcat.threads.max=" + CLIENTS,
                "--server.tomcat.max-keep-alive-requests=-1")) {
            request(server.port());
            assertThat(TASKS.await(10, TimeUnit.SECONDS)).as("all tasks").isTrue();
        }
        assertThat(LEAKS).isEmpty();
        assertThat(HANDLED_ON).hasSizeLessThanOrEqualTo(CLIENTS);
        assertThat(RAN_ON).hasSizeLessThanOrEqualTo(CLIENTS);
    }

    private static void request(int port) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++)
            all.add(clients.submit(() -> {
                request(port, REQUESTS / CLIENTS);
                return null;
            }));
        for (Future<?> client : all) client.get();
        clients.shutdown();
    }

    private static void request(int port, int count) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; i < count; i++) {
                String user = USERS.get(i % USERS.size());
                String who = user.isEmpty() ? "" : "x-user: " + user + "\r\ncookie: user=" + user + "\r\n";
                socket.getOutputStream().write(("GET / HTTP/1.1\r\nhost: a\r\n" + who + "\r\n").getBytes(ISO_8859_1));
                readAnswer(in);
            }
        }
    }

    /** Up to the empty line, and the body of two bytes. */
    private static void readAnswer(InputStream in) throws IOException {
        int lineEnds = 0;
        while (lineEnds < 2) {
            int next = in.read();
            if (next < 0) throw new IOException("the server has closed the connection");
            if (next == '\n') lineEnds++;
            else if (next != '\r') lineEnds = 0;
        }
        if (!new String(in.readNBytes(2), ISO_8859_1).equals("ok")) throw new IOException("another answer");
    }
}
