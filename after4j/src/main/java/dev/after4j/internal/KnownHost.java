package dev.after4j.internal;

import dev.after4j.spi.WaitUntil;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hosts that show in the environment, of which it is known what becomes of a process after the response (R23). The first that fits counts. */
enum KnownHost {
    MANAGED_LAMBDA(
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "lambda-managed-instances",
            "a managed instance of AWS Lambda, which is not frozen, but ended without a warning: what is pending then is lost."
                    + " dev.after4j:after4j-lambda asks for one."),
    LAMBDA(
            "AWS_LAMBDA_RUNTIME_API",
            null,
            "AWS Lambda, which freezes the process after the response, tasks with it. Use dev.after4j:after4j-lambda, or give the"
                    + " runtime a waitUntil."),
    CLOUD_FUNCTIONS(
            "FUNCTION_TARGET",
            null,
            "a Google Cloud Function, which may get no processor after the response: tasks stand still then, and may be lost. Of the"
                    + " 2nd generation, give its service instance-based billing."),
    /** The variable is Knative's, which does not take the processor away; what is set there cannot be seen from inside. */
    CLOUD_RUN(
            "K_SERVICE",
            null,
            "Cloud Run or Knative. Cloud Run takes the processor away after the last response, unless the service has"
                    + " instance-based billing: tasks stand still then, and may be lost. It also kills 10 s after SIGTERM: set shorter"
                    + " times for the stop and the drain."),
    AZURE_FUNCTIONS(
            "FUNCTIONS_WORKER_RUNTIME",
            null,
            "Azure Functions, which does not wait for tasks when it takes the process away.");

    private static final Logger LOG = LoggerFactory.getLogger(KnownHost.class);
    private static final String KEEPS_RUNNING = "keeps-running";

    private final String variable;
    private final @Nullable String value;
    private final String what;

    KnownHost(String variable, @Nullable String value, String what) {
        this.variable = variable;
        this.value = value;
        this.what = what;
    }

    /**
     * For a runtime whose host provides no {@code waitUntil}: warns where tasks may be lost.
     *
     * @throws WaitUntil.Missing where they would be
     * @throws IllegalArgumentException if the setting has an unknown value
     */
    static void checkAll(Map<String, String> environment) {
        String said =
                Objects.requireNonNullElse(environment.get("AFTER_PLATFORM"), System.getProperty("after.platform", ""));
        if (said.equals(KEEPS_RUNNING)) return;
        if (!said.isEmpty())
            throw new IllegalArgumentException("AFTER_PLATFORM (or -Dafter.platform) must be '" + KEEPS_RUNNING
                    + "', or not be set, but is '" + said + "'");
        for (KnownHost host : values())
            if (host.isIn(environment)) {
                host.check();
                return;
            }
    }

    private boolean isIn(Map<String, String> environment) {
        return value == null ? environment.containsKey(variable) : value.equals(environment.get(variable));
    }

    private void check() {
        String text = "This is " + what + " It is known by " + variable
                + ". Where this process goes on running after a response, say so: AFTER_PLATFORM=" + KEEPS_RUNNING
                + ", or -Dafter.platform=" + KEEPS_RUNNING;
        if (this == LAMBDA) throw new WaitUntil.Missing(text);
        LOG.warn("after4j: {}", text);
    }
}
