package dev.after4j.app.servlet;

import dev.after4j.AfterRuntime;
import dev.after4j.app.ConformanceRoute;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Protocol;
import dev.after4j.test.conformance.ServerUnderTest;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The suite in a route handler that is mounted in Boot, on Tomcat. */
abstract class BootConformance extends AfterConformance {
    private static final String SILENT = "required_r07_aSilentDepartureIsNoticedWhileTheHandlerIsAtWork";
    private static final String AT_WORK = "Tomcat tells nobody of a reset while the stream's handler is at work";

    private final Protocol protocol;

    BootConformance(Protocol protocol) {
        this.protocol = protocol;
    }

    @Override
    protected Protocol protocol() {
        return protocol;
    }

    @Override
    protected ServerUnderTest start(AfterRuntime runtime, Application application) {
        return BootServer.start(
                BootServer.JETTY,
                Served.class,
                beans -> {
                    beans.registerBean(AfterRuntime.class, () -> runtime);
                    beans.registerBean(AppFilter.class, () -> new AppFilter(ConformanceRoute.app(application)));
                },
                "--server.http2.enabled=true",
                "--server.compression.enabled=true",
                "--server.compression.min-response-size=100KB",
                "--spring.lifecycle.timeout-per-shutdown-phase=1s");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Served {
        @Bean
        SecurityFilterChain open(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable()).build();
        }
    }

    @Override
    protected Map<String, String> notMet() {
        if (protocol == Protocol.HTTP_1_1)
            return Map.of(SILENT, "Tomcat reads nothing from an HTTP/1.1 connection while its handler is at work");
        return Map.of(
                SILENT,
                AT_WORK,
                "required_r07_aCancelledStreamIsNoticedWhileTheHandlerIsAtWork",
                AT_WORK,
                "required_r07_handlerThrowsAfterTheFirstByte",
                "Tomcat ends the stream as if the response were whole");
    }
}
