package dev.after4j.spring;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Lets a web application that sets nothing stop within the 30 s that orchestrators grant (R22): Boot's own default gives the
 * requests in flight all of them, and the drain follows. Among the default properties, which everything else overrides.
 */
final class ShutdownDefaults implements EnvironmentPostProcessor {
    static final String GRACEFUL_TIME = "spring.lifecycle.timeout-per-shutdown-phase";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (type(environment, application) != WebApplicationType.SERVLET) return;
        if (environment.containsProperty(GRACEFUL_TIME)) return;
        DefaultPropertiesPropertySource.addOrMerge(Map.of(GRACEFUL_TIME, "10s"), environment.getPropertySources());
    }

    /** The application is not bound to its properties yet. */
    private static @Nullable WebApplicationType type(Environment environment, SpringApplication application) {
        return Binder.get(environment)
                .bind("spring.main.web-application-type", WebApplicationType.class)
                .orElseGet(application::getWebApplicationType);
    }
}
