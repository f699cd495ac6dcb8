package dev.after4j.app;

import static dev.after4j.app.ResponseCookie.SameSite.NONE;
import static dev.after4j.app.ResponseCookie.SameSite.STRICT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseCookieTest {
    private static final ResponseCookie PLAIN = ResponseCookie.of("a", "b");

    private static String header(ResponseCookie cookie) {
        return cookie.header("", false);
    }

    @Test
    void itIsSafeUnlessToldOtherwise() {
        assertThat(header(PLAIN)).isEqualTo("a=b; Path=/; HttpOnly; SameSite=Lax");
        assertThat(PLAIN.header("", true)).isEqualTo("a=b; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(header(PLAIN.secure())).isEqualTo(PLAIN.header("", true));
    }

    @Test
    void everythingAtOnce() {
        ResponseCookie full = PLAIN.path("/x")
                .domain("example.org")
                .maxAge(Duration.ofDays(1))
                .sameSite(STRICT)
                .readableByScripts();
        assertThat(header(full)).isEqualTo("a=b; Path=/x; Domain=example.org; Max-Age=86400; SameSite=Strict");
        assertThat(header(full.secure()))
                .isEqualTo("a=b; Path=/x; Domain=example.org; Max-Age=86400; Secure; SameSite=Strict");
    }

    @Test
    void eachChangeKeepsTheOthers() {
        ResponseCookie full = ResponseCookie.of("a", "b")
                .secure()
                .readableByScripts()
                .sameSite(STRICT)
                .maxAge(Duration.ofSeconds(1))
                .domain("d")
                .path("/p");
        assertThat(header(full)).isEqualTo("a=b; Path=/p; Domain=d; Max-Age=1; Secure; SameSite=Strict");
        assertThat(header(PLAIN)).isEqualTo("a=b; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void browsersWantSecureForAllSites() {
        assertThat(header(PLAIN.sameSite(NONE))).isEqualTo("a=b; Path=/; Secure; HttpOnly; SameSite=None");
    }

    @Test
    void thePathIsBelowTheMount() {
        assertThat(PLAIN.header("/shop", false)).contains("; Path=/shop;");
        assertThat(PLAIN.path("/x").header("/shop", false)).contains("; Path=/shop/x;");
    }

    @Test
    void oneThatIsTakenAway() {
        assertThat(header(ResponseCookie.delete("a"))).isEqualTo("a=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    @Test
    void itReplacesOneOfTheSameNameAndPlace() {
        assertThat(PLAIN.replaces(ResponseCookie.of("a", "c").secure())).isTrue();
        assertThat(PLAIN.replaces(ResponseCookie.of("b", "b"))).isFalse();
        assertThat(PLAIN.replaces(PLAIN.path("/x"))).isFalse();
        assertThat(PLAIN.replaces(PLAIN.domain("d"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "a;b", "a\nb", "\u00e9"})
    void aNameIsAToken(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResponseCookie.of(name, "b"))
                .withMessageContaining("is no name of a cookie")
                .withMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,b", "a;b", "a\"b", "a\\b", "a\r\nb", "\u00e9", "\u007f"})
    void aValueIsVisibleAscii(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResponseCookie.of("a", value))
                .withMessageContaining("The cookie a cannot have the value")
                .withMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a;Domain=evil.org", "/a\r\nSet-Cookie: b=c", "/\u00e9"})
    void anAttributeCannotBecomeAnother(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.path(text)).withMessageContaining("the path '");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.domain(text))
                .withMessageContaining("the domain '");
    }

    @Test
    void itDoesNotLiveForLessThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.maxAge(Duration.ofSeconds(-1)))
                .withMessageContaining("PT-1S");
    }
}
