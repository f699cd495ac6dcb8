package dev.after4j.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.jetty.http.HttpException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @Test
    void readsAnOrder() {
        String json = "{\"item\": \"tea\", \"quantity\": 2, \"email\": \"ada@example.org\"}";
        assertThat(Json.parse(json.getBytes(UTF_8), Order.class)).isEqualTo(new Order("tea", 2, "ada@example.org"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"item\": tea}                                           | Line 1, column 10: Unrecognized token 'tea'",
                "{\"item\": \"tea\", \"quantity\": \"two\"}               | Line 1, column 29: quantity must be of type int",
                "{\"item\": \"tea\", \"quantity\": 1.5}                   | Line 1, column 29: quantity must be of type int",
                "{\"item\": \"tea\", \"quantity\": 0, \"email\": \"a@b\"} | quantity must be a number from 1 to 100",
                "{\"quantity\": 1, \"email\": \"a@b\"}                    | item must be a text of 1 to 100 characters",
                "{\"item\": \"tea\", \"quantity\": 1, \"email\": \"ada\"} | email must be an address such as ada@example.org",
                "{\"item\": \"tea\", \"quantity\": 1, \"email\": \"a@b\", \"gift\": 1} | unknown name 'gift', known are",
                "{\"item\": \"tea\", \"email\": \"a@b\"}                     | quantity must be a number from 1 to 100",
                "{                                                        | Unexpected end-of-input: expected close marker for Object",
                "[]                                                       | Line 1, column 1: expected a JSON object",
                "null                                                     | Send a JSON object, not null",
            })
    void saysWhatIsWrongAndWhere(String json, String complaint) {
        assertThatThrownBy(() -> Json.parse(json.getBytes(UTF_8), Order.class))
                .isInstanceOfSatisfying(HttpException.RuntimeException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(400);
                    assertThat(refused.getReason()).contains(complaint).doesNotContain("dev.after4j", "REDACTED");
                });
    }
}
