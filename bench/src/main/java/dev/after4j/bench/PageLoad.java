package dev.after4j.bench;

import java.io.IOException;
import java.util.List;

/** A page of an application beside a bare handler of Jetty's that renders the same templates; as {@link AppLoad}. */
public final class PageLoad {
    static final String[] HEADERS = {
        "Accept: text/html,application/xhtml+xml",
        "User-Agent: wrk/4",
        "Cookie: session-id=42",
        "X-Request-Id: 4bf92f3577b34da6"
    };

    private PageLoad() {}

    /** Argument: the number of rounds; each server is warmed up before. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        List<Driven> servers = List.of(
                Driven.of("bare handler", ServerProcess.app(AppServerMain.BARE)),
                Driven.of("page, no task", ServerProcess.app("0")),
                Driven.of("page, one task", ServerProcess.app("1")));
        String page = servers.get(0).process().get(PostPage.PATH);
        System.out.printf("JDK %s, %d rounds, a page of %d bytes%n", Runtime.version(), rounds, page.length());
        for (Driven server : servers) {
            String other = server.process().get(PostPage.PATH);
            if (!other.equals(page)) throw new IllegalStateException("The pages differ:\n" + page + "\n" + other);
        }
        AppLoad.drive(servers, rounds, PostPage.PATH, HEADERS);
        System.exit(0);
    }
}
