package dev.after4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationsTest {
    @ParameterizedTest
    @CsvSource({
        "/orders, /shop/orders",
        "/, /shop/",
        "//evil.org, /shop/evil.org",
        "/\\evil.org, /shop/evil.org",
        "\\/evil.org, /shop/evil.org",
        "https://example.org/a, https://example.org/a",
        "orders, orders",
        "?page=2, ?page=2",
        "/a b/t\u00e9?q=\u20ac#x, /shop/a%20b/t%C3%A9?q=%E2%82%AC#x",
        "/a%20b/100%, /shop/a%20b/100%25",
        "/%4/%zz, /shop/%254/%25zz",
        "/<a>\"|, /shop/%3Ca%3E%22%7C",
        "/\ud83c\udf75, /shop/%F0%9F%8D%B5"
    })
    void belowTheMountAndLegal(String location, String header) {
        assertThat(Locations.header("/shop", location)).isEqualTo(header);
    }

    @Test
    void aLineBreakIsOnlyAnotherCharacter() {
        assertThat(Locations.header("", "/a\r\nSet-Cookie: b=c")).isEqualTo("/a%0D%0ASet-Cookie:%20b=c");
    }
}
