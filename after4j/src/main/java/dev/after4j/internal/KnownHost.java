package dev.after4j.internal;

import dev.after4j.spi.WaitUntil;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hosts that show in the environment, of which it is known what becomes of a process after the response (R23). */
enum KnownHost {
    AWS_LAMBDA("AWS_LAMBDA_RUNTIME_API") {
        @Override
        void check() {
            throw new WaitUntil.Missing(
                    "This is AWS Lambda (AWS_LAMBDA_RUNTIME_API is set), which freezes the process after the response,"
                            + " tasks with it. Use dev.after4j:after4j-lambda, or give the runtime a waitUntil."
                            + WAY_OUT);
        }
    },
    /** Of Knative, too, which does not take the processor away; what is set there cannot be seen from inside. */
    CLOUD_RUN("K_SERVICE") {
        @Override
        void check() {
            LOG.warn(
                    "after4j: this is Cloud Run or Knative (K_SERVICE is set). Cloud Run takes the processor away after the last response,"
                            + " tasks stand still then and may be lost, unless the service has instance-based billing."
                            + WAY_OUT);
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(KnownHost.class);
    private static final String ANSWER = "keeps-running";
    private static final String WAY_OUT = " Where this process goes on running after a response, say so: AFTER_HOST="
            + ANSWER + ", or -Dafter.host=" + ANSWER;

    private final String variable;

    KnownHost(String variable) {
        this.variable = variable;
    }

    abstract void check();

    /**
     * For a runtime whose host provides no {@code waitUntil}.
     *
     * @throws WaitUntil.Missing where tasks could not be run
     * @throws IllegalArgumentException if the setting has an unknown value
     */
    static void checkAll(Map<String, String> environment) {
        String answer = Objects.requireNonNullElse(environment.get("AFTER_HOST"), System.getProperty("after.host", ""));
        if (answer.equals(ANSWER)) return;
        if (!answer.isEmpty())
            throw new IllegalArgumentException(
                    "AFTER_HOST (or -Dafter.host) must be '" + ANSWER + "', or not be set, but is '" + answer + "'");
        for (KnownHost host : values()) if (environment.containsKey(host.variable)) host.check();
    }
}
