package dev.after4j.test;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.after4j.test.Orders.FakeResponse;
import dev.after4j.test.Orders.ServerResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** R15: an object of the server, captured by a task. */
@ExtendWith(AfterExtension.class)
class GuardTest {
    private final FakeResponse fake = new FakeResponse();

    @Test
    void r15_worksUntilTheFinishAndThenSaysWhyNot(AfterKit kit) {
        ServerResponse response = kit.guarded(ServerResponse.class, fake);
        kit.handle(() -> {
            response.header("Location", "/orders/7");
            after(named("audit"), () -> response.header("X-Audited", "yes"));
        });
        assertThat(response.status()).isEqualTo(200);
        kit.finish();
        assertThat(fake.headers).containsExactly("Location: /orders/7");
        assertThat(kit.assertFailed("audit"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("ServerResponse.header was called after the response was finished.")
                .hasMessageContaining("let the task capture plain values");
    }

    @Test
    void r15_exceptionsComeThroughAsTheyAre(AfterKit kit) {
        ServerResponse response = kit.guarded(ServerResponse.class, fake);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> response.header("Location", ""))
                .withMessage("empty value for Location");
    }

    @Test
    void r15_collectionsAndLogsMayHoldItForEver(AfterKit kit) {
        ServerResponse response = kit.guarded(ServerResponse.class, fake);
        kit.handle(() -> {});
        kit.finish();
        assertThat(response).hasToString("guarded response").isEqualTo(response).isNotEqualTo(fake);
        assertThatNoException().isThrownBy(response::hashCode);
    }

    @Test
    void r15_eachBelongsToTheResponseThatFinishesNext(AfterKit kit) {
        ServerResponse first = kit.guarded(ServerResponse.class, fake);
        kit.handle(() -> {});
        kit.finish();
        ServerResponse second = kit.guarded(ServerResponse.class, fake);
        assertThat(second.status()).isEqualTo(200);
        assertThatIllegalStateException().isThrownBy(first::status);
        kit.drain();
        assertThatIllegalStateException().isThrownBy(second::status);
    }

    @Test
    void r15_onlyInterfacesCanBeGuarded(AfterKit kit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kit.guarded(FakeResponse.class, fake))
                .withMessageContaining("FakeResponse is a class")
                .withMessageContaining("name the interface");
    }
}
