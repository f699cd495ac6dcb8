package dev.after4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

class JsonBodiesTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Tea(String name, Size size, Map<String, Integer> prices) {}

    private static final JsonMapper MAPPER = JsonBodies.STRICT;
    private static final JavaType TEA = MAPPER.constructType(Tea.class);

    private static Object read(String json) {
        return JsonBodies.read(MAPPER, json.getBytes(StandardCharsets.UTF_8), TEA);
    }

    @Test
    void whatFits() {
        assertThat(read("{\"name\":\"t\u00e9\",\"size\":\"SMALL\",\"prices\":{\"a\":1}}"))
                .isEqualTo(new Tea("t\u00e9", Size.SMALL, Map.of("a", 1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"nam":"x"}                | unknown name 'nam', known are
            {"size":"HUGE"}            | Line 1, column 9: size must be of type Size
            {"prices":{"a":"x"}}       | Line 1, column 16: prices.a must be of type Integer
            {"prices":{"a":1.5}}       | prices.a must be of type
            {"name":"x"                | Unexpected end-of-input: expected close marker for Object
            {"name":'x'}               | Line 1, column 9: Unexpected character
            not json                   | Line 1, column 1: Unrecognized token 'not'
            {"name":"x"} {             | Line 1, column 14
            """)
    void whatDoesNotFitIsA400ThatSaysWhere(String json, String says) {
        assertThatExceptionOfType(Signal.class)
                .isThrownBy(() -> read(json))
                .withMessageContaining(says)
                .withMessageNotContaining("[Source")
                .withMessageNotContaining("tools.jackson")
                .satisfies(signal -> assertThat(signal.status()).isEqualTo(400));
    }

    private record Picky(String name) {
        Picky {
            if (name.isEmpty()) throw new IllegalStateException("of the inside");
        }
    }

    @Test
    void whatARecordsConstructorThrowsIsNotForTheClient() {
        assertThatExceptionOfType(Signal.class)
                .isThrownBy(() -> JsonBodies.read(
                        MAPPER, "{\"name\":\"\"}".getBytes(StandardCharsets.UTF_8), MAPPER.constructType(Picky.class)))
                .withMessageContaining("the value does not fit")
                .withMessageNotContaining("Picky")
                .withMessageNotContaining("inside");
    }
}
