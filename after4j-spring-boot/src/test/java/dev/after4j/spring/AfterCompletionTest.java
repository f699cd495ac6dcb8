package dev.after4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.after4j.AfterRuntime;
import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.RequestSource;
import dev.after4j.spi.Surface;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Protocol;
import dev.after4j.test.conformance.ServerUnderTest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Spring's hook for what comes at the end of a request, and the rules at which the suite finds it wrong. */
class AfterCompletionTest {
    static class FinishedByInterceptor extends AfterConformance {
        @Override
        protected Protocol protocol() {
            return Protocol.HTTP_1_1;
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(2);
        }

        @Override
        protected ServerUnderTest start(AfterRuntime runtime, Application application) {
            return BootConformance.start(BootServer.Host.TOMCAT, Intercepted.class, runtime, application);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = AfterAutoConfiguration.class)
    @Import(BootConformance.Everything.class)
    static class Intercepted {
        @Bean
        WebMvcConfigurer finishes(AfterRuntime runtime) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(new Finishing(runtime));
                }
            };
        }
    }

    private record Finishing(AfterRuntime runtime) implements HandlerInterceptor {
        private static final Surface HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);
        private static final String ENTERED = OpenScope.Entered.class.getName();

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            OpenScope scope = OpenScope.open(runtime, new Asked(request));
            request.setAttribute(OpenScope.ATTRIBUTE, scope);
            request.setAttribute(ENTERED, scope.enter(HANDLER));
            return true;
        }

        @Override
        public void afterCompletion(
                HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception thrown) {
            ((OpenScope.Entered) request.getAttribute(ENTERED)).close();
            ((OpenScope) request.getAttribute(OpenScope.ATTRIBUTE)).finish(Outcome.completed(response.getStatus()));
        }
    }

    /** What the suite's rules about the finish read of a request. */
    private record Asked(HttpServletRequest request, long startedNanos) implements RequestSource {
        Asked(HttpServletRequest request) {
            this(request, System.nanoTime());
        }

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String path() {
            return request.getRequestURI();
        }

        @Override
        public void headers(BiConsumer<String, String> each) {}

        @Override
        public void cookies(BiConsumer<String, String> each) {}
    }

    @Test
    void r05_afterCompletionIsNotTheFinish() {
        assertThat(failures())
                .containsExactlyInAnyOrder(
                        // asynchronous exchanges go on when it is called
                        "required_r05_anEventStreamHoldsItsTasksUntilItEnds",
                        "required_r05_aReaderThatStopsHoldsTasksBackWhenTheHandlerHasReturned",
                        // Tomcat still holds what it was given
                        "required_r05_aReaderThatStopsHoldsTasksBackWhileTheServerHoldsTheBody",
                        "required_r05_aReaderThatStopsHoldsTasksBackWhenACompletedBodyIsStillHeld",
                        // what becomes of the response is decided later, by an error page or by breaking it off
                        "required_r07_handlerThrowsBeforeTheFirstByte",
                        "required_r07_handlerThrowsAfterTheFirstByte",
                        "required_r07_asyncTimeOut");
    }

    /** Of the rules about the finish, those that fail. */
    private static List<String> failures() {
        MethodSelector[] finishes = Stream.of(AfterConformance.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.matches("required_r05_.*|required_r07_(handler|async).*"))
                .map(name -> selectMethod(FinishedByInterceptor.class, name))
                .toArray(MethodSelector[]::new);
        return EngineTestKit.engine("junit-jupiter").selectors(finishes).execute().testEvents().failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
                .toList();
    }
}
