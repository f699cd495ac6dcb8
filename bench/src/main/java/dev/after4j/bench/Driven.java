package dev.after4j.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A server under load, with what each round has measured: requests per second, and processor time per request. */
record Driven(String name, ServerProcess process, List<Double> rates, List<Double> cpu) {
    static Driven of(String name, ServerProcess process) {
        return new Driven(name, process, new ArrayList<>(), new ArrayList<>());
    }

    void drive(int seconds, String path, String... headers) throws IOException, InterruptedException {
        double before = process.cpuMicros();
        Wrk.Driven driven = Wrk.drive(process.port(), path, seconds, headers);
        process.settle();
        rates.add(driven.perSecond());
        cpu.add((process.cpuMicros() - before) / driven.requests());
    }

    /** What warming up has measured. */
    void forget() {
        rates.clear();
        cpu.clear();
    }

    void close() {
        process.close();
    }

    static void print(String title, List<Driven> servers) {
        System.out.printf(
                "%n| %s | requests/s | to the first | spread | CPU µs/request | to the first | spread |%n", title);
        System.out.printf("| --- | --: | --: | --: | --: | --: | --: |%n");
        Driven first = servers.get(0);
        for (Driven server : servers)
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %s | %.1f | %s |%n",
                    server.name,
                    Figures.median(server.rates),
                    ratios(server.rates, first.rates),
                    Figures.median(server.cpu),
                    ratios(server.cpu, first.cpu));
    }

    /** The median of the rounds' own ratios, and the least and the greatest of them. */
    private static String ratios(List<Double> subject, List<Double> floor) {
        DoubleStream each = IntStream.range(0, subject.size()).mapToDouble(i -> subject.get(i) / floor.get(i));
        var spread = each.summaryStatistics();
        return String.format(
                Locale.ROOT, "%.3f | %.3f–%.3f", Figures.ratio(subject, floor), spread.getMin(), spread.getMax());
    }
}
