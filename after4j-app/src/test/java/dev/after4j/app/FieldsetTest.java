package dev.after4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsetTest {
    @Test
    void namesAndValuesInTheirOrder() {
        Fieldset fields = Fieldset.decode("a=1&b&a=2%263&=x&&c=d=e&t%C3%A9+x=+", "form");
        assertThat(fields.all("a")).containsExactly("1", "2&3");
        assertThat(fields.first("b")).contains("");
        assertThat(fields.first("")).contains("x");
        assertThat(fields.first("c")).contains("d=e");
        assertThat(fields.first("t\u00e9 x")).contains(" ");
        assertThat(fields.first("none")).isEmpty();
        assertThat(fields.all("none")).isEmpty();
        assertThatThrownBy(() -> fields.all("a").clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a=%4", "a=%zz", "a=%-1"})
    void whatIsNotWellFormedIsA400(String encoded) {
        assertThatExceptionOfType(Signal.class)
                .isThrownBy(() -> Fieldset.decode(encoded, "query"))
                .withMessageStartingWith("The query has a '%'")
                .satisfies(signal -> assertThat(signal.status()).isEqualTo(400));
    }
}
