package dev.after4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;

/** What one benchmark measured, a fork for each round. */
final class Figures {
    private final List<Double> nanos = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();

    void add(RunResult fork) {
        nanos.add(fork.getPrimaryResult().getScore());
        bytes.add(Objects.requireNonNull(fork.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore());
    }

    double least() {
        return nanos.stream().min(Double::compare).orElseThrow();
    }

    double median() {
        return median(nanos);
    }

    double bytes() {
        return median(bytes);
    }

    /** The median of what the rounds say, each for itself: both sides of a round met about the same noise. */
    double times(Figures floor) {
        return ratio(nanos, floor.nanos);
    }

    static double ratio(List<Double> subject, List<Double> floor) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < subject.size(); round++) ratios.add(subject.get(round) / floor.get(round));
        return median(ratios);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
