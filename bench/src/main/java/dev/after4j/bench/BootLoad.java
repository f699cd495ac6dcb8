package dev.after4j.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Requests per second, and processor time per request, of Boot applications on Tomcat in processes of their own, driven in
 * turn by {@code wrk}: without after4j on the class path, with it but no call of {@code after}, with one and four tasks for
 * each request, and with {@code @Async}; on platform and on virtual threads.
 */
public final class BootLoad {
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 3;
    private static final String[] HEADERS = {
        "Accept: application/json", "User-Agent: wrk/4", "Cookie: session-id=42", "X-Request-Id: 4bf92f3577b34da6"
    };

    private record Driven(String name, BootProcess process, List<Double> rates, List<Double> cpu) {
        static Driven start(String name, boolean withLibrary, Class<?> controller, boolean isVirtual)
                throws IOException {
            BootProcess process = BootProcess.start(withLibrary, controller, isVirtual);
            return new Driven(name, process, new ArrayList<>(), new ArrayList<>());
        }

        void drive(int seconds) throws IOException, InterruptedException {
            double before = process.cpuMicros();
            Wrk.Driven driven = Wrk.drive(process.port(), seconds, HEADERS);
            process.settle();
            rates.add(driven.perSecond());
            cpu.add((process.cpuMicros() - before) / driven.requests());
        }

        void forget() {
            rates.clear();
            cpu.clear();
        }
    }

    private BootLoad() {}

    /** Argument: the number of rounds; each server is warmed up before. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        System.out.printf("JDK %s, %d rounds%n", Runtime.version(), rounds);
        compare("platform threads", rounds, servers(false));
        if (Runtime.version().feature() >= 21) compare("virtual threads", rounds, servers(true));
        System.exit(0);
    }

    private static List<Driven> servers(boolean isVirtual) throws IOException {
        List<Driven> servers = new ArrayList<>(List.of(
                Driven.start("without after4j", false, BootHandlers.Nothing.class, isVirtual),
                Driven.start("with it, no task", true, BootHandlers.Nothing.class, isVirtual),
                Driven.start("one task", true, BootHandlers.OneTask.class, isVirtual),
                Driven.start("four tasks", true, BootHandlers.FourTasks.class, isVirtual)));
        if (!isVirtual) servers.add(Driven.start("`@Async`", false, BootHandlers.AsyncMethod.class, false));
        return servers;
    }

    private static void compare(String threads, int rounds, List<Driven> servers)
            throws IOException, InterruptedException {
        for (Driven server : servers) server.drive(WARM_UP_SECONDS);
        servers.forEach(Driven::forget);
        for (int round = 0; round < rounds; round++) for (Driven server : servers) server.drive(SECONDS);
        print(threads, servers);
        servers.forEach(server -> server.process.close());
    }

    private static void print(String threads, List<Driven> servers) {
        System.out.printf(
                "%n| %s | requests/s | to the first | spread | CPU µs/request | to the first | spread |%n", threads);
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
