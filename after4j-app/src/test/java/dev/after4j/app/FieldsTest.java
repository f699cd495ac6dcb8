package dev.after4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    @Test
    void visibleAsciiSpacesAndTabs() {
        assertThatNoException().isThrownBy(() -> Fields.check("X-a_1", "!a b\t~"));
        assertThatNoException().isThrownBy(() -> Fields.check("x", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\nb", "\u00e9", "a\u0000"})
    void aNameIsAToken(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.check(name, "x"))
                .withMessageContaining("is no name of a header")
                .withMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\u0000b", "\u007f", "\u00e9", "\u0100"})
    void aValueIsOnOneLine(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.check("X-a", value))
                .withMessageContaining("The header X-a cannot have the value")
                .withMessageContaining("encode others");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length", "transfer-encoding", "CONNECTION", "Keep-Alive", "Trailer", "Upgrade", "TE"})
    void whatFramesAResponseIsTheServers(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.check(name, "1"))
                .withMessage("The header " + name + " is the server's, and cannot be set here");
    }

    @Test
    void aCookieHasAMethodOfItsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.check("set-cookie", "a=b"))
                .withMessageContaining("cookie(ResponseCookie)");
    }

    @Test
    void whatIsNotVisibleIsSpelledOut() {
        assertThat(Fields.visible("a\r\n\u20ac")).isEqualTo("a\\u000d\\u000a\\u20ac");
    }
}
