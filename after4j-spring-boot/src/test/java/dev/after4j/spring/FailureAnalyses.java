package dev.after4j.spring;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** What Boot would tell the user of a failed start. */
public final class FailureAnalyses implements FailureAnalysisReporter {
    static final List<FailureAnalysis> SEEN = new CopyOnWriteArrayList<>();

    @Override
    public void report(FailureAnalysis analysis) {
        SEEN.add(analysis);
    }
}
