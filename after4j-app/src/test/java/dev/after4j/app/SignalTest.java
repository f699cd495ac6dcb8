package dev.after4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {
    @ParameterizedTest
    @CsvSource({"GET, 307, 308", "HEAD, 307, 308", "POST, 303, 303", "PUT, 303, 303", "DELETE, 303, 303"})
    void aRedirectAfterAPostIsToBeGot(String method, int once, int forEver) {
        assertThat(Signal.redirect("/a").statusAfter(method)).isEqualTo(once);
        assertThat(Signal.permanentRedirect("/a").statusAfter(method)).isEqualTo(forEver);
        assertThat(Signal.notFound().statusAfter(method)).isEqualTo(404);
    }

    @Test
    void itSaysWhatItIsAndCostsNoStackTrace() {
        assertThat(Signal.redirect("/a")).hasMessage("redirect to /a");
        assertThat(Signal.forbidden()).hasMessage("Forbidden");
        assertThat(Signal.of(409, "busy")).hasMessage("busy");
        assertThat(Signal.of(418, "short and stout").detail()).contains("short and stout");
        assertThat(Signal.unauthorized().getStackTrace()).isEmpty();
        assertThat(Signal.unauthorized().location()).isEmpty();
        assertThatNullPointerException().isThrownBy(() -> Signal.redirect(null)).withMessage("location");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 307, 399, 500})
    void whatIsNoMistakeOfTheClientsIsNoSignal(int status) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signal.of(status, "x"))
                .withMessageContaining("not " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 300, 304, 404})
    void whatIsNoRedirectIsRefused(int status) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Response.redirect(status, "/"))
                .withMessageContaining("not " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 199, 600})
    void whatIsNoStatusIsRefused(int status) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Response.empty().status(status))
                .withMessageContaining("not " + status);
    }
}
