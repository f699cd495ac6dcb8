package dev.after4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** R22: an application that sets nothing stops within 30 s. */
class ShutdownDefaultsTest {
    private static final String NAME = ShutdownDefaults.GRACEFUL_TIME;

    private final StandardEnvironment environment = new StandardEnvironment();
    private final SpringApplication application = new SpringApplication(ShutdownDefaultsTest.class);

    private String result() {
        new ShutdownDefaults().postProcessEnvironment(environment, application);
        return environment.getProperty(NAME);
    }

    @Test
    void r22_requestsInFlightHaveTenSeconds() {
        assertThat(result()).isEqualTo("10s");
    }

    @Test
    void r22_evenADefaultOfTheApplicationWins() {
        Map<String, Object> defaults = new HashMap<>(Map.of(NAME, "20s", "other", "kept"));
        environment.getPropertySources().addLast(new DefaultPropertiesPropertySource(defaults));
        assertThat(result()).isEqualTo("20s");
        assertThat(environment.getProperty("other")).isEqualTo("kept");
    }

    @Test
    void r22_aSourceThatIsAddedLaterWins() {
        result();
        environment.getPropertySources().addLast(new MapPropertySource("later", Map.of(NAME, "5s")));
        DefaultPropertiesPropertySource.moveToEnd(environment); // as Boot does it
        assertThat(environment.getProperty(NAME)).isEqualTo("5s");
    }

    @Test
    void r22_applicationsWithoutAWebServerAreLeftAlone() {
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThat(result()).isNull();
    }

    @Test
    void r22_applicationsThatAPropertyDeniesAWebServerAreLeftAlone() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("own", Map.of("spring.main.web-application-type", "none")));
        assertThat(result()).isNull();
    }
}
