package dev.after4j.spring;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import brave.Tracing;
import brave.context.slf4j.MDCScopeDecorator;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.ThreadLocalCurrentTraceContext;
import brave.propagation.TraceContext;
import dev.after4j.AfterRuntime;
import dev.after4j.TaskOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Metrics, traces and the endpoint in an application that has it all, seen from outside. */
class OperationsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext context;
    private static Application application;
    private static AfterRuntime runtime;

    @BeforeAll
    static void start() {
        context = SpringApplication.run(
                Application.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--management.endpoints.web.exposure.include=*");
        application = context.getBean(Application.class);
        runtime = context.getBean(AfterRuntime.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void clear() {
        application.spans.clear();
    }

    @Test
    void r12_taskAndRequestShareATraceAndItsIdInTheLog() throws Exception {
        String traceOfRequest = get("/mail");
        awaitTasks();
        assertThat(application.traceOfTask).isEqualTo(traceOfRequest).hasSize(32);
        MutableSpan task = span("after mail");
        assertThat(task.traceId()).isEqualTo(traceOfRequest);
        assertThat(task.tags())
                .containsEntry("links[0].spanId", span("http get /mail").id());
        assertThat(task.tags()).containsEntry("after4j.end", "succeeded");
    }

    @Test
    void r12_theSpanOfTheRequestHasEndedBeforeTheTaskBegins() throws Exception {
        get("/mail");
        awaitTasks();
        assertThat(application.spansBeforeTask).contains("http get /mail");
    }

    @Test
    void r12_anObservationInsideATaskIsAChildOfItsSpan() throws Exception {
        get("/mail");
        awaitTasks();
        assertThat(span("query").parentId()).isEqualTo(span("after mail").id());
    }

    @Test
    void r19_theErrorIsOnTheSpanAndInTheEndpointWithoutItsMessage() throws Exception {
        get("/fail");
        awaitTasks();
        assertThat(span("after bill").error()).isInstanceOf(IllegalStateException.class);
        JsonNode failure = endpoint().get("lastFailures").get(0);
        assertThat(failure.get("task").asString()).isEqualTo("bill");
        assertThat(failure.get("scope").asString()).isEqualTo("GET /fail");
        assertThat(failure.get("end").asString()).isEqualTo("FAILED");
        assertThat(failure.get("error").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure.toString()).doesNotContain("4711");
    }

    @Test
    void r20_theEndpointShowsWhatRuns() throws Exception {
        get("/hold");
        application.begun.await();
        JsonNode state = endpoint();
        application.release.countDown();
        assertThat(state.get("draining").asBoolean()).isFalse();
        assertThat(state.get("limits").get("maxRunning").asInt()).isEqualTo(256);
        assertThat(state.get("limits").get("drainTimeout").asString()).isEqualTo("PT15S");
        assertThat(state.get("counts").get("running").asInt()).isEqualTo(1);
        assertThat(state.get("counts").get("ended").get("REJECTED").asInt()).isZero();
        JsonNode task = state.get("oldestRunning").get(0);
        assertThat(task.get("task").asString()).isEqualTo("held");
        assertThat(task.get("since").asString()).endsWith("Z");
        assertThat(task.get("runningFor").asString()).startsWith("PT");
    }

    @Test
    void r20_metricsAreInTheRegistryOfTheApplication() throws Exception {
        get("/mail");
        awaitTasks();
        MeterRegistry registry = context.getBean(MeterRegistry.class);
        assertThat(registry.get("after4j.tasks")
                        .tags("task", "mail", "end", "succeeded")
                        .timer()
                        .count())
                .isPositive();
        assertThat(JsonMapper.shared()
                        .readTree(get("/actuator/metrics/after4j.tasks.running.max"))
                        .at("/measurements/0/value")
                        .asInt())
                .isEqualTo(256);
    }

    @Test
    void withEverythingOnThereAreAtMostFifteenBeanDefinitions() {
        BeanDefinitionRegistry beans = (BeanDefinitionRegistry) context.getBeanFactory();
        List<String> ours = Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> !name.contains("Test"))
                .filter(name -> isOurs(beans, name))
                .toList();
        assertThat(ours).hasSizeBetween(10, 15);
    }

    private static boolean isOurs(BeanDefinitionRegistry beans, String name) {
        var definition = beans.getBeanDefinition(name);
        return String.valueOf(definition.getResourceDescription()).contains("dev/after4j/spring")
                || String.valueOf(definition.getBeanClassName()).startsWith("dev.after4j.spring");
    }

    private MutableSpan span(String name) {
        return application.spans.stream()
                .filter(span -> name.equals(span.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + application.spans));
    }

    /** The ends are counted when every listener has been told. */
    private static void awaitTasks() {
        while (runtime.pending() > 0) Thread.yield();
    }

    private static JsonNode endpoint() throws Exception {
        return JsonMapper.shared().readTree(get("/actuator/after"));
    }

    private static String get(String path) throws Exception {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** Traces with Brave, as Boot would set it up. */
    @RestController
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        private final List<MutableSpan> spans = new CopyOnWriteArrayList<>();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private volatile String traceOfTask;
        private volatile List<String> spansBeforeTask;

        @GetMapping("/mail")
        String mail() {
            after(TaskOptions.named("mail"), () -> {
                spansBeforeTask = spans.stream().map(MutableSpan::name).toList();
                traceOfTask = MDC.get("traceId");
                Observation.createNotStarted("query", context.getBean(ObservationRegistry.class))
                        .observe(() -> {});
            });
            return MDC.get("traceId");
        }

        @GetMapping("/fail")
        String fail() {
            after(TaskOptions.named("bill"), () -> {
                throw new IllegalStateException("card 4711");
            });
            return "failing";
        }

        @GetMapping("/hold")
        String hold() {
            after(TaskOptions.named("held"), () -> {
                begun.countDown();
                release.await();
            });
            return "held";
        }

        @Bean
        Tracer tracer() {
            var current = ThreadLocalCurrentTraceContext.newBuilder()
                    .addScopeDecorator(MDCScopeDecorator.get())
                    .build();
            Tracing tracing = Tracing.newBuilder()
                    .currentTraceContext(current)
                    .traceId128Bit(true)
                    .addSpanHandler(collector())
                    .build();
            return new BraveTracer(tracing.tracer(), new BraveCurrentTraceContext(current));
        }

        private SpanHandler collector() {
            return new SpanHandler() {
                @Override
                public boolean end(TraceContext trace, MutableSpan span, Cause cause) {
                    return spans.add(span);
                }
            };
        }
    }
}
