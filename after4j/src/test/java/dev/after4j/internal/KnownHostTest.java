package dev.after4j.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.spi.WaitUntil;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownHostTest {
    private static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";

    @Test
    void r23_onLambdaARuntimeThatKeepsNobodyWaitingIsRefusedWithReasonAndWayOut() {
        assertThatThrownBy(() -> KnownHost.checkAll(Map.of(RUNTIME_API, "127.0.0.1:9001")))
                .isInstanceOf(WaitUntil.Missing.class)
                .hasMessageContainingAll(
                        "AWS Lambda", RUNTIME_API, "freezes", "after4j-lambda", "AFTER_HOST=keeps-running");
    }

    @Test
    void r23_unlessItIsSaidThatTheProcessGoesOn() {
        assertThatCode(() -> KnownHost.checkAll(Map.of(RUNTIME_API, "127.0.0.1:9001", "AFTER_HOST", "keeps-running")))
                .doesNotThrowAnyException();
    }

    @Test
    void r23_whatElseIsSaidIsAnError() {
        assertThatThrownBy(() -> KnownHost.checkAll(Map.of("AFTER_HOST", "freezes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("AFTER_HOST", "'keeps-running'", "'freezes'");
    }

    @Test
    void r23_whereItIsNotKnownTheRuntimeIsMade() {
        assertThatCode(() -> KnownHost.checkAll(Map.of("K_SERVICE", "shop"))).doesNotThrowAnyException();
        assertThatCode(() -> KnownHost.checkAll(Map.of())).doesNotThrowAnyException();
    }
}
