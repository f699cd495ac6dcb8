package dev.after4j.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
                Driven.of("without after4j", ServerProcess.boot(false, BootHandlers.Nothing.class, isVirtual)),
                Driven.of("with it, no task", ServerProcess.boot(true, BootHandlers.Nothing.class, isVirtual)),
                Driven.of("one task", ServerProcess.boot(true, BootHandlers.OneTask.class, isVirtual)),
                Driven.of("four tasks", ServerProcess.boot(true, BootHandlers.FourTasks.class, isVirtual))));
        if (!isVirtual)
            servers.add(Driven.of("`@Async`", ServerProcess.boot(false, BootHandlers.AsyncMethod.class, false)));
        return servers;
    }

    private static void compare(String threads, int rounds, List<Driven> servers)
            throws IOException, InterruptedException {
        for (Driven server : servers) server.drive(WARM_UP_SECONDS, "/", HEADERS);
        servers.forEach(Driven::forget);
        for (int round = 0; round < rounds; round++) for (Driven server : servers) server.drive(SECONDS, "/", HEADERS);
        Driven.print(threads, servers);
        servers.forEach(Driven::close);
    }
}
