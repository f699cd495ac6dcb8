package dev.after4j.tomcat;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.request.CurrentRequest;
import dev.after4j.servlet.AfterInitializer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever clients send: each registration has its end, and nothing is left of it. */
class HostileRequestsTest {
    private static final long SEED = 20261124;
    private static final int REQUESTS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Queue<WeakReference<Object>> captured = new ConcurrentLinkedQueue<>();
    private final AtomicInteger handled = new AtomicInteger();

    @Test
    void r08_tenThousandHostileRequestsBreakNoScope() throws Exception {
        System.out.println("HostileRequestsTest: seed " + SEED);
        Set<Thread> before = ours();
        AfterRuntime runtime = AfterRuntime.create();
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try (TomcatServer server = TomcatServer.start(new AfterInitializer(runtime), new Victim(workers))) {
            new Fuzzer(SEED, server.port()).send(REQUESTS);
            workers.shutdown();
            assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            await("tasks pending while the server still runs", runtime::pending);
        }
        assertThat(handled).as("requests that reached the servlet").hasValueGreaterThan(REQUESTS / 5);
        assertThat(runtime.pending()).isZero();
        assertThat(ended(runtime)).isEqualTo(runtime.registered()).isGreaterThan(handled.get());
        assertThat(runtime.ended(TaskEnd.Kind.ABANDONED)).isZero();
        assertThat(runtime.ended(TaskEnd.Kind.FAILED)).isZero();
        await("objects held that tasks had captured", this::held);
        Set<Thread> left = ours();
        left.removeAll(before);
        for (Thread thread : left) thread.join(PATIENCE.toMillis());
        assertThat(left).as("threads of after4j").noneMatch(Thread::isAlive);
    }

    /** Until there are none. */
    private static void await(String what, LongSupplier count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count.getAsLong() > 0 && System.nanoTime() < end) System.gc();
        assertThat(count.getAsLong()).as(what).isZero();
    }

    private static long ended(AfterRuntime runtime) {
        return Stream.of(TaskEnd.Kind.values()).mapToLong(runtime::ended).sum();
    }

    private static Set<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("after4j"))
                .collect(Collectors.toSet());
    }

    private long held() {
        return captured.stream().filter(one -> one.get() != null).count();
    }

    /** Registers tasks, and ends in every way that a servlet can. */
    private final class Victim extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient ExecutorService workers;

        Victim(ExecutorService workers) {
            this.workers = workers;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            int number = handled.incrementAndGet();
            Object luggage = new byte[1_000];
            if (number % 50 == 0) captured.add(new WeakReference<>(luggage));
            readAll();
            after(() -> {
                readAll();
                after(() -> assertThat(luggage).isNotNull());
            });
            switch (request.getServletPath()
                    + String.valueOf(request.getPathInfo()).replace("null", "")) {
                case "/async" -> goOn(request.startAsync());
                case "/throw" -> throw new IllegalStateException("as the test wants it");
                case "/half" -> {
                    response.getOutputStream().write(1);
                    response.flushBuffer();
                    throw new IllegalStateException("as the test wants it");
                }
                case "/large" -> response.getOutputStream().write(new byte[200_000]);
                default -> request.getInputStream().readAllBytes();
            }
        }

        private static void readAll() {
            CurrentRequest.headers().asMap();
            CurrentRequest.cookies().names();
            CurrentRequest.get().path();
        }

        private void goOn(AsyncContext async) {
            workers.execute(() -> {
                try {
                    async.getResponse().getOutputStream().print("later");
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                } finally {
                    async.complete();
                }
            });
        }
    }
}
