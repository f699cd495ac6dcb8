package dev.after4j.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.ConformanceServlet;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Protocol;
import dev.after4j.test.conformance.ServerUnderTest;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The hooks that people use for work after the response, and the rules at which the suite finds them wrong. */
class WrongHooksTest {
    private static final String EVENTS = "required_r05_anEventStreamHoldsItsTasksUntilItEnds";
    private static final String SLOW_ASYNC = "required_r05_aReaderThatStopsHoldsTasksBackWhenTheHandlerHasReturned";
    private static final String SLOW_HELD = "required_r05_aReaderThatStopsHoldsTasksBackWhileTheServerHoldsTheBody";
    private static final String SLOW_COMPLETED =
            "required_r05_aReaderThatStopsHoldsTasksBackWhenACompletedBodyIsStillHeld";

    /** The suite over a hook of ours. */
    abstract static class Wrong extends AfterConformance {
        @Override
        protected Protocol protocol() {
            return Protocol.HTTP_1_1;
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(2);
        }

        @Override
        protected ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception {
            return TomcatServer.start(server -> {
                server.compress();
                StandardContext context = server.context("");
                TomcatServer.add(context, hook(runtime, context), new ConformanceServlet(application));
            });
        }

        abstract WrongHook hook(AfterRuntime runtime, StandardContext context);
    }

    static class FilterFinally extends Wrong {
        @Override
        WrongHook hook(AfterRuntime runtime, StandardContext context) {
            return new FinishingFilter(runtime);
        }
    }

    private static final class FinishingFilter extends WrongHook {
        private static final long serialVersionUID = 1L;

        FinishingFilter(AfterRuntime runtime) {
            super(runtime);
        }

        @Override
        void returned(HttpServletRequest request) {
            finish(request);
        }
    }

    @Test
    void aFinishInAFiltersFinallyIsFound() {
        // the exchange goes on when the handler has returned, and Tomcat still holds what it was given
        assertThat(failures(FilterFinally.class)).containsOnlyKeys(EVENTS, SLOW_ASYNC, SLOW_HELD, SLOW_COMPLETED);
    }

    static class RequestDestroyed extends Wrong {
        @Override
        WrongHook hook(AfterRuntime runtime, StandardContext context) {
            context.addApplicationEventListener(new FinishingListener());
            return new WrongHook(runtime);
        }
    }

    private static final class FinishingListener implements ServletRequestListener {
        @Override
        public void requestDestroyed(ServletRequestEvent event) {
            finish(event);
        }

        private static void finish(ServletRequestEvent event) {
            WrongHook.finish(event.getServletRequest());
        }
    }

    @Test
    void aFinishInRequestDestroyedIsFound() {
        // Tomcat calls it before it sends what it holds, also at the end of an asynchronous exchange
        assertThat(failures(RequestDestroyed.class)).containsOnlyKeys(SLOW_HELD, SLOW_COMPLETED);
    }

    static class OnComplete extends Wrong {
        @Override
        WrongHook hook(AfterRuntime runtime, StandardContext context) {
            return new CompletionFilter(runtime);
        }
    }

    private static final class CompletionFilter extends WrongHook {
        private static final long serialVersionUID = 1L;

        CompletionFilter(AfterRuntime runtime) {
            super(runtime);
        }

        @Override
        void returned(HttpServletRequest request) {
            if (request.isAsyncStarted()) request.getAsyncContext().addListener(new Completion());
            else finish(request);
        }
    }

    private static final class Completion implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            WrongHook.finish(event.getSuppliedRequest());
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    @Test
    void aFinishInAnAsyncListenerIsFound() {
        // the application has completed the exchange, and Tomcat still holds what it was given
        assertThat(failures(OnComplete.class)).containsOnlyKeys(SLOW_HELD, SLOW_COMPLETED);
    }

    static class PlainValve extends Wrong {
        @Override
        WrongHook hook(AfterRuntime runtime, StandardContext context) {
            context.getPipeline().addValve(new FinishingValve());
            return new WrongHook(runtime);
        }
    }

    private static final class FinishingValve extends ValveBase {
        FinishingValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            try {
                getNext().invoke(request, response);
            } finally {
                WrongHook.finish(request);
            }
        }
    }

    @Test
    void aFinishInAValveIsFound() {
        // Tomcat sends what it holds when all valves have returned; asynchronous exchanges go on then
        assertThat(failures(PlainValve.class)).containsOnlyKeys(EVENTS, SLOW_ASYNC, SLOW_HELD, SLOW_COMPLETED);
    }

    /** All that R05 asks for. */
    private static MethodSelector[] rules(Class<?> suite) {
        return Stream.of(AfterConformance.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("required_r05_"))
                .map(name -> selectMethod(suite, name))
                .toArray(MethodSelector[]::new);
    }

    /** The rules of {@code suite} that fail, each with its message. */
    private static Map<String, String> failures(Class<?> suite) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(rules(suite))
                .execute()
                .testEvents();
        Map<String, String> failures = new TreeMap<>();
        tests.failed().stream().forEach(event -> {
            var result = event.getRequiredPayload(TestExecutionResult.class);
            String name = event.getTestDescriptor().getDisplayName().replace("()", "");
            failures.put(
                    name, String.valueOf(result.getThrowable().orElseThrow().getMessage()));
        });
        return failures;
    }
}
