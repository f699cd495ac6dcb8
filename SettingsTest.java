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
    void defaults() throws StartException {
        assertThat(Settings.of(Map.of())).isEqualTo(new Settings(8080, Path.of("data")));
    }

    @Test
    void fromTheEnvironment() throws StartException {
        assertThat(Settings.of(Map.of("PORT", "9090", "DATA", "elsewhere")))
                .isEqualTo(new Settings(9090, Path.of("elsewhere")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "", "-1", "65536", "8080.5"})
    void refusesWhatIsNoPort(String port) {
        assertThatThrownBy(() -> Settings.of(Map.of("PORT", port)))
                .isInstanceOf(StartException.class)
                .hasMessage("PORT must be a number from 0 to 65535, but is '" + port + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\0"})
    void refusesWhatIsNoDirectory(String data) {
        assertThatThrownBy(() -> Settings.of(Map.of("DATA", data)))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("DATA must be a directory");
    }
}
