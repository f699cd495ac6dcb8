package dev.after4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.after4j.fixtures.Logged;
import dev.after4j.spi.WaitUntil;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownHostTest {
    private static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";

    private static List<String> warnings(Map<String, String> environment) {
        try (Logged logged = new Logged()) {
            KnownHost.checkAll(environment);
            return logged.lines(Level.WARN);
        }
    }

    @Test
    void r23_onLambdaARuntimeThatKeepsNobodyWaitingIsRefusedWithReasonAndWayOut() {
        assertThatThrownBy(() -> KnownHost.checkAll(Map.of(RUNTIME_API, "127.0.0.1:9001")))
                .isInstanceOf(WaitUntil.Missing.class)
                .hasMessageContainingAll(
                        "AWS Lambda", RUNTIME_API, "freezes", "after4j-lambda", "AFTER_PLATFORM=keeps-running");
    }

    @Test
    void r23_unlessItIsSaidThatTheProcessGoesOn() {
        assertThat(warnings(Map.of(RUNTIME_API, "127.0.0.1:9001", "AFTER_PLATFORM", "keeps-running")))
                .isEmpty();
        assertThat(warnings(Map.of("K_SERVICE", "shop", "AFTER_PLATFORM", "keeps-running")))
                .isEmpty();
    }

    @Test
    void r23_whatElseIsSaidIsAnError() {
        assertThatThrownBy(() -> KnownHost.checkAll(Map.of("AFTER_PLATFORM", "freezes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("AFTER_PLATFORM", "'keeps-running'", "'freezes'");
    }

    @ParameterizedTest
    @CsvSource({
        "K_SERVICE, shop, Cloud Run or Knative",
        "FUNCTION_TARGET, shop.Main, Google Cloud Function",
        "FUNCTIONS_WORKER_RUNTIME, java, Azure Functions",
        "AWS_LAMBDA_INITIALIZATION_TYPE, lambda-managed-instances, managed instance of AWS Lambda"
    })
    void r23_whereItDependsOnWhatCannotBeSeenAWarningSaysOnWhat(String variable, String value, String host) {
        assertThat(warnings(Map.of(variable, value, "AFTER_PLATFORM", "")))
                .singleElement()
                .asString()
                .contains(host, "AFTER_PLATFORM=keeps-running");
    }

    @Test
    void r23_elsewhereNothingIsSaid() {
        assertThat(warnings(Map.of("AWS_REGION", "eu-central-1"))).isEmpty();
        assertThat(warnings(Map.of("AFTER_HOST", "0.0.0.0"))).isEmpty(); // where a server listens
        assertThatCode(() -> KnownHost.checkAll(System.getenv())).doesNotThrowAnyException();
    }
}
