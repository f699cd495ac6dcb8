package dev.after4j.spring;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.ServletExchange;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Protocol;
import dev.after4j.test.conformance.ServerUnderTest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The suite in a controller of Spring MVC. */
abstract class BootConformance extends AfterConformance {
    private static final String[] OPTIONS = {
        "--server.http2.enabled=true",
        "--server.compression.enabled=true",
        "--server.compression.min-response-size=100KB",
        "--spring.lifecycle.timeout-per-shutdown-phase=1s"
    };

    private final BootServer.Host host;
    private final Protocol protocol;

    BootConformance(BootServer.Host host, Protocol protocol) {
        this.host = host;
        this.protocol = protocol;
    }

    @Override
    protected Protocol protocol() {
        return protocol;
    }

    @Override
    protected ServerUnderTest start(AfterRuntime runtime, Application application) {
        return start(host, Served.class, runtime, application);
    }

    @Override
    protected Map<String, String> notMet() {
        return NotMet.on(host, protocol);
    }

    static BootServer start(BootServer.Host host, Class<?> served, AfterRuntime runtime, Application application) {
        return BootServer.start(
                host,
                served,
                beans -> {
                    beans.registerBean(AfterRuntime.class, () -> runtime);
                    beans.registerBean(Application.class, () -> application);
                },
                OPTIONS);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Everything.class)
    static class Served {}

    @Controller
    static class Everything {
        private final Application application;

        Everything(Application application) {
            this.application = application;
        }

        @RequestMapping("/**")
        void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
            application.handle(new ServletExchange(request, response));
        }
    }
}
