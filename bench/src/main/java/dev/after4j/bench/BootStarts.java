package dev.after4j.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How long a minimal Boot application takes to start, with after4j on the class path and without, in turn. */
public final class BootStarts {
    private final List<Double> without = new ArrayList<>();
    private final List<Double> with = new ArrayList<>();
    private final List<Double> cpuWithout = new ArrayList<>();
    private final List<Double> cpuWith = new ArrayList<>();

    private BootStarts() {}

    /** Argument: the number of starts of each; a first one, for the caches of the machine, is not counted. */
    public static void main(String[] args) throws IOException {
        BootStarts starts = new BootStarts();
        start(false, new ArrayList<>(), new ArrayList<>());
        for (int round = Integer.parseInt(args[0]); round > 0; round--) starts.round(round % 2 == 0);
        starts.print();
        System.exit(0);
    }

    /** Whoever is second finds the machine as the first has left it, so they take turns. */
    private void round(boolean withoutFirst) throws IOException {
        if (withoutFirst) start(false, without, cpuWithout);
        start(true, with, cpuWith);
        if (!withoutFirst) start(false, without, cpuWithout);
    }

    private static void start(boolean withLibrary, List<Double> millis, List<Double> cpuMillis) throws IOException {
        try (ServerProcess started = ServerProcess.boot(withLibrary, BootHandlers.Nothing.class, false)) {
            millis.add(started.millisToReady());
            cpuMillis.add(started.cpuMillisToReady());
        }
    }

    private void print() {
        System.out.printf("JDK %s, %d starts of each%n", Runtime.version(), with.size());
        System.out.printf("%n| until ready | without | with | difference, median | of the middle half |%n");
        System.out.printf("| --- | --: | --: | --: | --: |%n");
        print("since the start of the JVM, ms", without, with);
        print("processor time, ms", cpuWithout, cpuWith);
    }

    private static void print(String what, List<Double> without, List<Double> with) {
        List<Double> differences = IntStream.range(0, with.size())
                .mapToObj(round -> with.get(round) - without.get(round))
                .sorted()
                .toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %+.0f | %+.0f to %+.0f |%n",
                what,
                Figures.median(without),
                Figures.median(with),
                Figures.median(differences),
                differences.get(differences.size() / 4),
                differences.get(differences.size() * 3 / 4));
    }
}
