package dev.after4j.spring;

import dev.after4j.AfterRuntime;
import dev.after4j.Overflow;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * What {@code after4j.*} sets, with the defaults of a runtime. A bad value fails the start with the property and the value.
 *
 * @param maxRunning Tasks running at once, at least 1.
 * @param maxWaiting Tasks of finished responses that wait to begin, at least 0.
 * @param overflow What happens to tasks beyond max-waiting.
 * @param maxDuration A task's time from the start of its body.
 * @param drainTimeout How long a shutdown waits for pending tasks, once the web server has stopped.
 * @param outsideRequest What after(..) does in scheduled methods, listeners and runners, which have no response.
 */
@ConfigurationProperties(prefix = "after4j", ignoreUnknownFields = false)
record AfterProperties(
        @DefaultValue("256") int maxRunning,
        @DefaultValue("10000") int maxWaiting,
        @DefaultValue("reject-newest") Overflow overflow,

        @DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS)
        Duration maxDuration,

        @DefaultValue("15s") @DurationUnit(ChronoUnit.SECONDS)
        Duration drainTimeout,

        @DefaultValue("fail") OutsideRequest outsideRequest) {

    /** Work without a response. */
    enum OutsideRequest {
        /** Throws {@link dev.after4j.NoAfterScopeException}. */
        FAIL,
        /** Registers in a scope of the method's own, which finishes when the method has returned. */
        SCOPE
    }

    AfterProperties {
        atLeast(1, "max-running", maxRunning);
        atLeast(0, "max-waiting", maxWaiting);
        positive("max-duration", maxDuration);
        positive("drain-timeout", drainTimeout);
    }

    private static void atLeast(int least, String property, int value) {
        if (value < least)
            throw new IllegalArgumentException(
                    "after4j." + property + " must be at least " + least + ", but is " + value);
    }

    private static void positive(String property, Duration value) {
        if (value.isNegative() || value.isZero())
            throw new IllegalArgumentException(
                    "after4j." + property + " must be positive, such as 30s, but is " + value);
    }

    void applyTo(AfterRuntime.Builder runtime) {
        runtime.maxRunning(maxRunning)
                .maxWaiting(maxWaiting)
                .overflow(overflow)
                .maxDuration(maxDuration)
                .drainTimeout(drainTimeout);
    }
}
