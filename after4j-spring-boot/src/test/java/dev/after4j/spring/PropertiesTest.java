package dev.after4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.AfterRuntime;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a user sees of {@code after4j.*}: in an editor, and when a value is wrong. */
class PropertiesTest {
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(AfterAutoConfiguration.class)
    static class Application {}

    @BeforeEach
    void clear() {
        FailureAnalyses.SEEN.clear();
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(arguments);
    }

    private static FailureAnalysis analysis(String argument) {
        assertThatThrownBy(() -> start(argument)).isInstanceOf(Exception.class);
        return FailureAnalyses.SEEN.get(0);
    }

    @Test
    void r20_theyReachTheRuntime() {
        try (ConfigurableApplicationContext context =
                start("--after4j.max-running=3", "--after4j.overflow=accept", "--after4j.max-duration=5s")) {
            AfterRuntime runtime = context.getBean(AfterRuntime.class);
            assertThat(runtime.maxRunning()).isEqualTo(3);
            assertThat(runtime.maxDuration()).hasSeconds(5);
        }
    }

    @Test
    void aValueThatCannotBeFailsTheStartWithPropertyAndValue() {
        assertThat(analysis("--after4j.max-running=0").getDescription())
                .contains("after4j.max-running must be at least 1, but is 0");
    }

    @Test
    void aValueThatIsNoneFailsTheStartWithPropertyValueAndPlace() {
        assertThat(analysis("--after4j.max-duration=abc").getDescription())
                .contains("after4j.max-duration", "\"abc\"", "commandLineArgs", "not a valid duration");
    }

    @Test
    void aNameThatIsMistypedFailsTheStartWithTheName() {
        assertThat(analysis("--after4j.max-runing=5").getDescription()).contains("after4j.max-runing", "\"5\"");
    }

    @Test
    void aPolicyThatDoesNotExistFailsTheStartWithThoseThatDo() {
        FailureAnalysis analysis = analysis("--after4j.overflow=drop");
        assertThat(analysis.getDescription()).contains("after4j.overflow", "\"drop\"");
        assertThat(analysis.getAction()).contains("REJECT_NEWEST", "REJECT_OLDEST", "ACCEPT");
    }

    @Test
    void editorsKnowEachWithDescriptionAndDefault() throws IOException {
        List<JsonNode> properties = all(metadata().get("properties")).stream()
                .filter(property -> property.get("name").asString().startsWith("after4j."))
                .toList();
        assertThat(properties).hasSizeGreaterThanOrEqualTo(6).allSatisfy(property -> {
            assertThat(property.path("description").asString("")).endsWith(".");
            assertThat(property.has("defaultValue")).isTrue();
        });
    }

    @Test
    void editorsKnowEachValueOfAnEnumWithDescription() throws IOException {
        List<JsonNode> hints = all(metadata().get("hints"));
        assertThat(hints).extracting(hint -> hint.get("name").asString()).contains("after4j.overflow");
        assertThat(hints)
                .allSatisfy(hint -> assertThat(all(hint.get("values")))
                        .hasSizeGreaterThan(1)
                        .allSatisfy(
                                value -> assertThat(value.path("description").asString(""))
                                        .endsWith(".")));
    }

    private static List<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode metadata() throws IOException {
        String name = "META-INF/spring-configuration-metadata.json";
        for (URL each : Collections.list(PropertiesTest.class.getClassLoader().getResources(name))) {
            JsonNode metadata = JsonMapper.shared().readTree(each.openStream());
            if (metadata.at("/groups/0/name").asString("").equals("after4j")) return metadata;
        }
        throw new AssertionError("no metadata of after4j");
    }
}
