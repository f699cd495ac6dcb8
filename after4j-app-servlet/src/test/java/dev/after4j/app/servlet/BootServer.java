package dev.after4j.app.servlet;

import dev.after4j.test.conformance.ServerUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A Boot application that serves a free port of this machine. */
record BootServer(ConfigurableApplicationContext context) implements ServerUnderTest {
    static final String TOMCAT = "tomcat.autoconfigure.servlet.Tomcat";
    static final String JETTY = "jetty.autoconfigure.servlet.Jetty";

    /** On the other server of the class path than {@code without}. */
    static BootServer start(
            String without, Class<?> application, Consumer<GenericApplicationContext> beans, String... options) {
        SpringApplication boot = new SpringApplication(application);
        boot.addInitializers((GenericApplicationContext context) -> beans.accept(context));
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--spring.autoconfigure.exclude=org.springframework.boot." + without
                        + "ServletWebServerAutoConfiguration"));
        all.addAll(List.of(options));
        return new BootServer(boot.run(all.toArray(String[]::new)));
    }

    @Override
    public int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void stop() {
        context.close();
    }
}
