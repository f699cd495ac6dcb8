package dev.after4j.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An application on {@code after4j-server} beside a bare handler of Jetty's that sends the same bytes, each in a process of its own: under
 * load by {@code wrk}, driven in turn; and from the start of the process to the first answer.
 */
public final class AppLoad {
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 3;
    private static final int STARTS = 10;
    private static final String PATH = "/api/route";
    private static final String[] HEADERS = {
        "Accept: application/json", "User-Agent: wrk/4", "Cookie: session-id=42", "X-Request-Id: 4bf92f3577b34da6"
    };

    private AppLoad() {}

    /** Argument: the number of rounds; each server is warmed up before. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        System.out.printf("JDK %s, %d rounds, %d starts of each%n", Runtime.version(), rounds, STARTS);
        load(rounds);
        starts();
        System.exit(0);
    }

    private static void load(int rounds) throws IOException, InterruptedException {
        List<Driven> servers = List.of(
                Driven.of("bare handler", ServerProcess.app(AppServerMain.BARE)),
                Driven.of("application, no task", ServerProcess.app("0")),
                Driven.of("one task", ServerProcess.app("1")),
                Driven.of("four tasks", ServerProcess.app("4")));
        drive(servers, rounds, PATH, HEADERS);
    }

    static void drive(List<Driven> servers, int rounds, String path, String... headers)
            throws IOException, InterruptedException {
        for (Driven server : servers) server.drive(WARM_UP_SECONDS, path, headers);
        servers.forEach(Driven::forget);
        for (int round = 0; round < rounds; round++) for (Driven server : servers) server.drive(SECONDS, path, headers);
        Driven.print("server", servers);
        servers.forEach(Driven::close);
    }

    private static void starts() throws IOException, InterruptedException {
        List<Double> bare = new ArrayList<>();
        List<Double> application = new ArrayList<>();
        millisToAnswer(PATH, AppServerMain.BARE); // for the caches of the machine
        for (int round = 0; round < STARTS; round++) {
            bare.add(millisToAnswer(PATH, AppServerMain.BARE));
            application.add(millisToAnswer(PATH, "1"));
        }
        System.out.printf("%n| from the start of the process to the first answer | ms, median | to the first |%n");
        System.out.printf("| --- | --: | --: |%n");
        System.out.printf(Locale.ROOT, "| bare handler | %.0f | 1.00 |%n", Figures.median(bare));
        System.out.printf(
                Locale.ROOT,
                "| application, one task | %.0f | %.2f |%n",
                Figures.median(application),
                Figures.ratio(application, bare));
    }

    static double millisToAnswer(String path, String... kind) throws IOException, InterruptedException {
        long began = System.nanoTime();
        ServerProcess started = ServerProcess.app(kind);
        started.get(path);
        double millis = (System.nanoTime() - began) / 1e6;
        started.close();
        return millis;
    }
}
