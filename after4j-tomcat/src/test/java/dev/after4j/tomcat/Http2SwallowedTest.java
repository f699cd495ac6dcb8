package dev.after4j.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.after4j.AfterRuntime;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Protocol;
import dev.after4j.test.conformance.ServerUnderTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** An application that catches what it is told when it writes to a client that has gone, as Spring MVC does. */
class Http2SwallowedTest {
    static class Swallowing extends AfterConformance {
        @Override
        protected Protocol protocol() {
            return Protocol.HTTP_2;
        }

        @Override
        protected ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception {
            return TomcatServer.start(runtime, exchange -> {
                try {
                    application.handle(exchange);
                } catch (IOException clientGone) {
                    // nobody is there to be told
                }
            });
        }
    }

    /** All but those of a client that leaves while nothing is written. */
    private static MethodSelector[] departures() {
        return Stream.of(AfterConformance.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.matches("required_r07_client.*(WhileTheServerWrites|BeforeTheFirstByte)"))
                .map(name -> selectMethod(Swallowing.class, name))
                .toArray(MethodSelector[]::new);
    }

    @Test
    void r13_aDepartureIsKnownAlsoWhenTheApplicationSwallowsIt() {
        MethodSelector[] rules = departures();
        assertThat(rules).hasSize(5);
        Events tests =
                EngineTestKit.engine("junit-jupiter").selectors(rules).execute().testEvents();
        assertThat(failures(tests)).isEmpty();
        tests.assertStatistics(all -> all.succeeded(rules.length));
    }

    private static List<Throwable> failures(Events tests) {
        return tests.failed().stream()
                .flatMap(test -> test.getRequiredPayload(TestExecutionResult.class).getThrowable().stream())
                .toList();
    }
}
