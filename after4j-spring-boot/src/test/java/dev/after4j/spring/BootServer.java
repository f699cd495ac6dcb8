package dev.after4j.spring;

import dev.after4j.test.conformance.ServerUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A Boot application that serves a free port of this machine, on one of the two servers in the class path. */
final class BootServer implements ServerUnderTest, AutoCloseable {
    /** Where the application runs: the server, and the threads for its handlers. */
    enum Host {
        TOMCAT("jetty.autoconfigure.servlet.Jetty", false),
        TOMCAT_VIRTUAL("jetty.autoconfigure.servlet.Jetty", true),
        JETTY("tomcat.autoconfigure.servlet.Tomcat", false);

        private final String other;
        private final boolean virtual;

        Host(String other, boolean virtual) {
            this.other = other;
            this.virtual = virtual;
        }

        private List<String> options() {
            return List.of(
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--spring.threads.virtual.enabled=" + virtual,
                    "--spring.autoconfigure.exclude=org.springframework.boot." + other
                            + "ServletWebServerAutoConfiguration");
        }
    }

    final ConfigurableApplicationContext context;

    private BootServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static BootServer start(Host host, Class<?> application, String... options) {
        return start(host, application, beans -> {}, options);
    }

    /** With beans of the test's own. */
    static BootServer start(
            Host host, Class<?> application, Consumer<GenericApplicationContext> beans, String... options) {
        SpringApplication boot = new SpringApplication(application);
        boot.addInitializers((GenericApplicationContext context) -> beans.accept(context));
        List<String> all = new ArrayList<>(host.options());
        all.addAll(List.of(options));
        return new BootServer(boot.run(all.toArray(String[]::new)));
    }

    @Override
    public int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void stop() {
        context.close();
    }

    @Override
    public void close() {
        stop();
    }
}
