package dev.after4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What docs/coming-from.md says of Spring's own ways to do something beside the response. */
@Timeout(60)
class ComingFromTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ConfigurableApplicationContext context;
    private static Handler handler;
    private static ApplicationEventPublisher events;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
    @EnableAsync
    @Import({Handler.class, Background.class, Listeners.class, Completions.class})
    static class Application {}

    /** Answers by the writer, as a view does, and then does what a test gives it. */
    @RestController
    static class Handler {
        volatile Work work;

        @GetMapping("/")
        void handle(HttpServletResponse response) throws Exception {
            response.getWriter().print("done");
            work.with(response);
        }
    }

    private interface Work {
        void with(HttpServletResponse response) throws Exception;
    }

    static class Background {
        @Async
        void run(Runnable body) {
            body.run();
        }

        @Async
        <T> CompletableFuture<T> call(Supplier<T> body) {
            return CompletableFuture.completedFuture(body.get());
        }
    }

    record Placed(HttpServletResponse response) {}

    /** What a listener found. */
    record Heard(Thread thread, boolean responseHasBegun) {
        static Heard of(Placed event) {
            return new Heard(Thread.currentThread(), event.response.isCommitted());
        }
    }

    static class Listeners {
        final ConcurrentLinkedQueue<Heard> atOnce = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<Heard> committed = new ConcurrentLinkedQueue<>();
        volatile @Nullable RuntimeException failure;
        volatile @Nullable RuntimeException failureAtCommit;

        @EventListener
        void on(Placed event) {
            atOnce.add(Heard.of(event));
            if (failure != null) throw failure;
        }

        @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
        void committed(Placed event) {
            committed.add(Heard.of(event));
            if (failureAtCommit != null) throw failureAtCommit;
        }
    }

    /** What an interceptor found at its afterCompletion. */
    record Completed(DispatcherType dispatch, int status, boolean responseHasBegun) {}

    static class Completions implements WebMvcConfigurer, HandlerInterceptor {
        final BlockingQueue<Completed> all = new LinkedBlockingQueue<>();
        volatile @Nullable RuntimeException failure;

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(this);
        }

        @Override
        public void afterCompletion(
                HttpServletRequest request, HttpServletResponse response, Object handler, Exception thrown) {
            all.add(new Completed(request.getDispatcherType(), response.getStatus(), response.isCommitted()));
            if (failure != null) throw failure;
        }

        Completed next() throws InterruptedException {
            return all.poll(30, TimeUnit.SECONDS);
        }
    }

    @BeforeAll
    static void start() {
        context = SpringApplication.run(Application.class, "--server.port=0", "--server.address=127.0.0.1");
        handler = context.getBean(Handler.class);
        events = context;
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void anew() {
        listeners().atOnce.clear();
        listeners().committed.clear();
        listeners().failure = null;
        listeners().failureAtCommit = null;
        completions().failure = null;
        completions().all.clear();
    }

    private static Background background() {
        return context.getBean(Background.class);
    }

    private static Listeners listeners() {
        return context.getBean(Listeners.class);
    }

    private static Completions completions() {
        return context.getBean(Completions.class);
    }

    private static int serve(Work work) throws IOException, InterruptedException {
        handler.work = work;
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .build();
        return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void anAsyncMethodMayRunBeforeTheReply() throws Exception {
        CompletableFuture<Boolean> responseHadBegun = new CompletableFuture<>();
        serve(response -> {
            background().run(() -> responseHadBegun.complete(response.isCommitted()));
            responseHadBegun.join();
        });
        assertThat(responseHadBegun).isCompletedWithValue(false);
    }

    @Test
    void anAsyncMethodKnowsNeitherRequestNorMdcNorUser() throws Exception {
        CompletableFuture<List<Object>> known = new CompletableFuture<>();
        serve(response -> {
            MDC.put("order", "42");
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ada", "secret"));
            background()
                    .run(() -> known.complete(Arrays.asList(
                            RequestContextHolder.getRequestAttributes(),
                            MDC.get("order"),
                            SecurityContextHolder.getContext().getAuthentication())));
            known.join();
            MDC.remove("order");
            SecurityContextHolder.clearContext();
        });
        assertThat(known.join()).containsOnlyNulls();
    }

    @Test
    void requestAttributesThatADecoratorCopiesAreOfARequestThatIsOver() throws Exception {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        serve(response -> {
            var copied = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
            background().run(() -> {
                finished.join();
                thrown.complete(catchThrowable(() -> copied.getRequest().getHeader("user-agent")));
            });
        });
        serve(next -> finished.complete(null)); // on the same connection, so the first is over
        assertThat(thrown.join()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobodyHearsOfTheErrorOfAnAsyncMethodThatReturnsAFuture() throws Exception {
        try (Lines lines = new Lines()) {
            serve(response -> background()
                    .call(() -> {
                        throw new IllegalStateException("no mail");
                    })
                    .exceptionally(error -> null)
                    .join());
            assertThat(lines.about("no mail")).isEmpty();
        }
    }

    @Test
    void theErrorOfAnAsyncMethodThatReturnsNothingIsLoggedWithoutTheRequest() throws Exception {
        try (Lines lines = new Lines()) {
            serve(response -> background().run(() -> {
                throw new IllegalStateException("no mail");
            }));
            assertThat(lines.awaitOneAbout("no mail"))
                    .contains("Background.run")
                    .doesNotContain("GET");
        }
    }

    @Test
    void whatAsyncMethodsHaveQueuedIsDroppedWhenTheContextCloses() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch queuedRan = new CountDownLatch(1);
        CompletableFuture<ExecutorService> executor = new CompletableFuture<>();
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(TaskExecutionAutoConfiguration.class, LifecycleAutoConfiguration.class))
                .withUserConfiguration(WithBackground.class)
                .withPropertyValues(
                        "spring.task.execution.pool.core-size=1", "spring.lifecycle.timeout-per-shutdown-phase=1ms")
                .run(application -> {
                    executor.complete(
                            application.getBean(ThreadPoolTaskExecutor.class).getThreadPoolExecutor());
                    Background background = application.getBean(Background.class);
                    background.run(() -> {
                        begun.countDown();
                        awaitInterrupt(interrupted);
                    });
                    background.run(queuedRan::countDown);
                    begun.await();
                });
        assertThat(executor.join().awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted.getCount()).isZero();
        assertThat(queuedRan.getCount()).isEqualTo(1);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    @Import(Background.class)
    static class WithBackground {}

    private static void awaitInterrupt(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException expected) {
            interrupted.countDown();
        }
    }

    @Test
    void anEventListenerKeepsTheClientWaiting() throws Exception {
        CompletableFuture<Thread> request = new CompletableFuture<>();
        serve(response -> {
            request.complete(Thread.currentThread());
            events.publishEvent(new Placed(response));
        });
        assertThat(listeners().atOnce).containsExactly(new Heard(request.join(), false));
    }

    @Test
    void anEventListenerThatFailsBreaksTheResponse() throws Exception {
        listeners().failure = new IllegalStateException("no mail");
        assertThat(serve(response -> events.publishEvent(new Placed(response)))).isEqualTo(500);
    }

    @Test
    void afterCompletionComesBeforeTheFirstByteIsSent() throws Exception {
        serve(response -> {});
        assertThat(completions().next()).isEqualTo(new Completed(DispatcherType.REQUEST, 200, false));
        assertThat(completions().all).isEmpty();
    }

    @Test
    void afterCompletionComesTwiceWhenAnErrorPageIsRenderedAndFirstWithAStatusThatNobodyGets() throws Exception {
        int status = serve(response -> {
            throw new IllegalStateException("out of stock");
        });
        assertThat(status).isEqualTo(500);
        assertThat(completions().next()).isEqualTo(new Completed(DispatcherType.REQUEST, 200, false));
        assertThat(completions().next().dispatch()).isEqualTo(DispatcherType.ERROR);
    }

    @Test
    void whatAfterCompletionThrowsIsLogged() throws Exception {
        completions().failure = new IllegalStateException("no audit");
        try (Lines lines = new Lines()) {
            assertThat(serve(response -> {})).isEqualTo(200);
            assertThat(lines.awaitOneAbout("no audit")).contains("afterCompletion");
        }
    }

    @Test
    void aTransactionalEventListenerKeepsTheClientWaiting() throws Exception {
        CompletableFuture<Thread> request = new CompletableFuture<>();
        serve(response -> {
            request.complete(Thread.currentThread());
            context.getBean(TransactionTemplate.class)
                    .executeWithoutResult(status -> events.publishEvent(new Placed(response)));
        });
        assertThat(listeners().committed).containsExactly(new Heard(request.join(), false));
    }

    @Test
    void whatATransactionalEventListenerThrowsIsLogged() throws Exception {
        listeners().failureAtCommit = new IllegalStateException("no mail");
        try (Lines lines = new Lines()) {
            int status = serve(response -> context.getBean(TransactionTemplate.class)
                    .executeWithoutResult(transaction -> events.publishEvent(new Placed(response))));
            assertThat(status).isEqualTo(200);
            assertThat(lines.awaitOneAbout("no mail")).doesNotContain("GET");
        }
    }

    @Test
    void aTransactionalEventListenerIsNotCalledWithoutATransaction() throws Exception {
        serve(response -> events.publishEvent(new Placed(response)));
        assertThat(listeners().atOnce).hasSize(1);
        assertThat(listeners().committed).isEmpty();
    }

    /** All that is logged while it is open. */
    private static final class Lines extends ListAppender<ILoggingEvent> implements AutoCloseable {
        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final BlockingQueue<ILoggingEvent> errors = new LinkedBlockingQueue<>();

        Lines() {
            start();
            root.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent line) {
            if (line.getLevel() == Level.ERROR) errors.add(line);
        }

        private static boolean isAbout(ILoggingEvent line, String message) {
            return line.getThrowableProxy() != null
                    && message.equals(line.getThrowableProxy().getMessage());
        }

        List<ILoggingEvent> about(String message) {
            return errors.stream().filter(line -> isAbout(line, message)).toList();
        }

        String awaitOneAbout(String message) throws InterruptedException {
            for (ILoggingEvent line; (line = errors.poll(30, TimeUnit.SECONDS)) != null; )
                if (isAbout(line, message)) return line.getFormattedMessage();
            throw new AssertionError("Nothing was logged about " + message);
        }

        @Override
        public void close() {
            root.detachAppender(this);
        }
    }
}
