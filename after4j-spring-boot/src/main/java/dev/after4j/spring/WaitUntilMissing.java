package dev.after4j.spring;

import dev.after4j.spi.WaitUntil;
import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Where tasks would be frozen with the process, Boot says so instead of a stack trace (R23). */
final class WaitUntilMissing extends AbstractFailureAnalyzer<WaitUntil.Missing> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, WaitUntil.Missing cause) {
        return new FailureAnalysis(
                Objects.requireNonNullElse(cause.getMessage(), "The runtime has no waitUntil."),
                "Run this application on a platform that keeps the process running, or define a bean of type"
                        + " AfterRuntimeCustomizer that gives the runtime what this platform waits for: runtime ->"
                        + " runtime.waitUntil(..).",
                cause);
    }
}
