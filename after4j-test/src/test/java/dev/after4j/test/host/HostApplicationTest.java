package dev.after4j.test.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HostApplicationTest {
    @Test
    void aProcessThatNoTestHasStartedIsToldSo() {
        assertThatThrownBy(HostApplication::connect)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "This process was not started by a HostContract, or not with the environment that was given to"
                                + " it: AFTER_HOST_CONTRACT is not set");
    }

    @Test
    void whatAHostCarriesComesOutAsItWentIn() {
        String text = "7-plain-nested-throw";
        assertThat(Work.of(text).text()).isEqualTo(text);
        assertThat(Work.of(text).tasks())
                .containsExactly("7.0.plain", "7.1.nested", "7.1.nested.inner", "7.1.nested.inner.inner");
    }

    @Test
    void whatAnAdapterHasChangedIsRefused() {
        assertThatThrownBy(() -> Work.of("/7-plain"))
                .hasMessage("The application must be given what the invocation says, and was given '/7-plain'");
        assertThatThrownBy(() -> Work.of("7-plain ")).hasMessageContaining("'7-plain '");
    }
}
