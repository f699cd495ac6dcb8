package dev.after4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPathTest {
    @Test
    void segmentsAreDecodedOnce() {
        assertThat(RequestPath.parse("/a%20b/%2525/t%C3%A9/a+b%20c/%2B;x=1"))
                .isEqualTo(new RequestPath(List.of("a b", "%25", "t\u00e9", "a+b c", "+;x=1"), false));
        assertThat(RequestPath.parse("/a%20b/c").text()).isEqualTo("/a b/c");
    }

    @Test
    void theSlashAtTheEndIsNoSegment() {
        assertThat(RequestPath.parse("/")).isEqualTo(new RequestPath(List.of(), false));
        assertThat(RequestPath.parse("/a/")).isEqualTo(new RequestPath(List.of("a"), true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a          | begins with '/'
            ''         | begins with '/'
            *          | begins with '/'
            //         | has no empty segments
            //a        | has no empty segments
            /a//       | has no empty segments
            /a//b      | has no empty segments
            /..        | has no dot segments
            /a/%2E%2e/ | has no dot segments
            /a/.       | has no dot segments
            /%         | has two hexadecimal digits behind each '%'
            /%4        | has two hexadecimal digits behind each '%'
            /%zz       | has two hexadecimal digits behind each '%'
            /a%2fb     | is UTF-8 without control characters, encoded slashes and backslashes
            /a%5cb     | is UTF-8 without
            /a\\b      | is UTF-8 without
            /%00       | is UTF-8 without
            /%0a       | is UTF-8 without
            /%C2%85    | is UTF-8 without
            /%ff       | is UTF-8 without
            /%C0%AF    | is UTF-8 without
            """)
    void whatCanBeReadInMoreThanOneWayIsA400(String sent, String rule) {
        assertThatExceptionOfType(Signal.class)
                .isThrownBy(() -> RequestPath.parse(sent))
                .withMessageStartingWith("A path " + rule)
                .satisfies(signal -> assertThat(signal.status()).isEqualTo(400));
    }
}
