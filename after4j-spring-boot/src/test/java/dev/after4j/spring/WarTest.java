package dev.after4j.spring;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterInitializer;
import jakarta.servlet.ServletContainerInitializer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.SpringServletContainerInitializer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Boot in a WAR, where the container finds our initializer as well as Spring's, in an order that nobody promises. */
@Timeout(60)
class WarTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Handler.class)
    static class Application {}

    public static class Start extends SpringBootServletInitializer {
        @Override
        protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
            return builder.sources(Application.class);
        }
    }

    /** Its end is that of the beans. */
    @RestController
    static class Handler implements DisposableBean {
        static volatile Handler latest;

        final AfterRuntime runtime;
        volatile long pendingAtTheEnd = -1;

        Handler(AfterRuntime runtime) {
            this.runtime = runtime;
            latest = this;
        }

        @GetMapping("/")
        String handle() {
            after(() -> {});
            return "done";
        }

        @Override
        public void destroy() {
            pendingAtTheEnd = runtime.draining() ? runtime.pending() : 1;
        }
    }

    private static Tomcat tomcat() {
        Tomcat tomcat = new Tomcat();
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setBaseDir("target/war");
        return tomcat;
    }

    private static Context context(Tomcat tomcat) {
        Context context = tomcat.addContext("", null);
        context.setParentClassLoader(WarTest.class.getClassLoader());
        return context;
    }

    /** Without Spring; a setting that is wrong is refused where a host is that freezes. */
    @Test
    void r23_whereNoRuntimeCanBeMadeTheDeploymentFailsAndNotEachRequest() throws Exception {
        Tomcat tomcat = tomcat();
        Context context = context(tomcat);
        context.addServletContainerInitializer(new AfterInitializer(), Set.of());
        System.setProperty("after.platform", "unknown");
        try {
            tomcat.start();
            assertThat(context.getState())
                    .isIn(LifecycleState.FAILED, LifecycleState.STOPPED); // the one, then the other
        } finally {
            System.clearProperty("after.platform");
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneIntegrationWithBootsRuntimeDrainedBeforeTheBeans(boolean springFirst) throws Exception {
        Tomcat tomcat = tomcat();
        Context context = context(tomcat);
        ServletContainerInitializer spring = new SpringServletContainerInitializer();
        if (springFirst) context.addServletContainerInitializer(spring, Set.of(Start.class));
        context.addServletContainerInitializer(new AfterInitializer(), Set.of());
        if (!springFirst) context.addServletContainerInitializer(spring, Set.of(Start.class));
        tomcat.start();
        Handler handler = Handler.latest;
        try {
            URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/");
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body())
                    .isEqualTo("done");
            assertThat(handler.runtime.registered()).isEqualTo(1);
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
        assertThat(handler.pendingAtTheEnd).isZero();
    }
}
