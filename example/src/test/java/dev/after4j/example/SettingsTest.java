package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void anEmptyEnvironmentMeansPort8080AndAFileBelowData() {
        assertThat(Settings.from(Map.of())).isEqualTo(new Settings(8080, Path.of("data/example")));
    }

    @Test
    void theEnvironmentDecides() {
        assertThat(Settings.from(Map.of("PORT", "0", "DATABASE", "elsewhere/shop")))
                .isEqualTo(new Settings(0, Path.of("elsewhere/shop")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "", "-1", "65536", "999999", "80 "})
    void aPortThatIsNoneIsNamed(String port) {
        assertThatThrownBy(() -> Settings.from(Map.of("PORT", port)))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("PORT must be a number from 0 to 65535, but is '" + port + "'");
    }

    @Test
    void aDatabaseWithoutANameIsRefused() {
        assertThatThrownBy(() -> Settings.from(Map.of("DATABASE", " ")))
                .hasMessageContaining("DATABASE must name a file");
    }
}
