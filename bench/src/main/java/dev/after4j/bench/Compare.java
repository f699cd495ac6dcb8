package dev.after4j.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs subjects and floors alternately, in many short rounds of one fork each, and prints them side by side. */
public final class Compare {
    private static final int FEATURE = Runtime.version().feature();
    private static final List<Pair> PAIRS = List.of(
            new Pair("RegisterBench.after1", "RegisterBench.list1"),
            new Pair("RegisterBench.after4", "RegisterBench.list4"),
            new Pair("RequestBench.lazyScopes", "RequestBench.threadLocal"),
            new Pair("RequestBench.openScope", "RequestBench.threadLocal"),
            new Pair("RequestBench.after1", "RegisterBench.list1"),
            new Pair("CaptureBench.mdc", "CaptureBench.mdcByHand"),
            new Pair("DispatchBench.afterFromPlatform", "DispatchBench.virtualFromPlatform"),
            new Pair("DispatchBench.afterFromPlatform", "DispatchBench.poolFromPlatform"),
            new Pair("DispatchBench.afterFromVirtual", "DispatchBench.virtualFromVirtual"));

    /** A small heap whose pages are there from the start: on a virtual machine a new page costs more than a benchmark. */
    private static final List<String> SMALL_HEAP = List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch");
    /** JMH uses {@code Unsafe}, of which newer JDKs warn in every fork. */
    private static final List<String> NO_WARNING =
            FEATURE < 24 ? List.of() : List.of("--sun-misc-unsafe-memory-access=allow");

    private record Pair(String subject, String floor) {
        boolean runsHere() {
            return FEATURE >= 21 || !floor.contains("virtual");
        }
    }

    private final List<Pair> pairs;
    private final Map<String, Figures> figures = new LinkedHashMap<>();

    private Compare(String wanted) {
        pairs = PAIRS.stream()
                .filter(pair -> pair.runsHere() && pair.subject.contains(wanted))
                .toList();
        for (Pair pair : pairs) {
            figures.put(pair.subject, new Figures());
            figures.put(pair.floor, new Figures());
        }
    }

    /** Arguments: the number of rounds, and optionally a part of the names of the subjects wanted. */
    public static void main(String[] args) throws RunnerException {
        int rounds = Integer.parseInt(args[0]);
        Compare compare = new Compare(args.length > 1 ? args[1] : "");
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("JDK %s, round %d of %d%n", Runtime.version(), round, rounds);
            compare.round();
        }
        compare.print();
    }

    private void round() throws RunnerException {
        for (Map.Entry<String, Figures> each : figures.entrySet())
            each.getValue().add(fork(each.getKey()));
    }

    private static RunResult fork(String benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("\\." + benchmark + "$")
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(1)
                        .warmupIterations(4)
                        .warmupTime(TimeValue.milliseconds(400))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.milliseconds(200))
                        .jvmArgs(Stream.of(SMALL_HEAP, NO_WARNING)
                                .flatMap(List::stream)
                                .toArray(String[]::new))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
    }

    private void print() {
        System.out.printf(
                "%n| subject | least ns | median ns | bytes | floor | least ns | median ns | bytes | ratio |%n");
        System.out.printf("| --- | --: | --: | --: | --- | --: | --: | --: | --: |%n");
        for (Pair pair : pairs) {
            Figures subject = of(pair.subject);
            Figures floor = of(pair.floor);
            System.out.printf("| %s | %s", pair.subject, cells(subject));
            System.out.printf(" | %s | %s", pair.floor, cells(floor));
            System.out.printf(" | %.2f |%n", subject.times(floor));
        }
    }

    private Figures of(String benchmark) {
        return Objects.requireNonNull(figures.get(benchmark));
    }

    private static String cells(Figures of) {
        return "%.1f | %.1f | %.0f".formatted(of.least(), of.median(), of.bytes());
    }
}
