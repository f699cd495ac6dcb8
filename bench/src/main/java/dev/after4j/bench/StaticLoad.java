package dev.after4j.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A prerendered page of an application beside a bare handler of Jetty's that sends the same bytes and headers from the heap, and beside the
 * same page of Next.js, if that is built; as {@link AppLoad}.
 */
public final class StaticLoad {
    private static final Path NEXT = Path.of("nextjs");
    /** As many as that has. */
    private static final int PAGES = 100;

    private StaticLoad() {}

    /** Argument: the number of rounds; each server is warmed up before. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        System.out.printf("JDK %s, %d rounds%n", Runtime.version(), rounds);
        try (TemporaryFolder pages = TemporaryFolder.make()) {
            ServerProcess.build(pages, PAGES);
            drive(rounds, pages);
        }
        System.exit(0);
    }

    private static void drive(int rounds, TemporaryFolder pages) throws IOException, InterruptedException {
        List<Driven> servers = new ArrayList<>(ours(pages));
        if (Files.exists(NEXT.resolve(".next/BUILD_ID")))
            servers.add(Driven.of("static page of Next.js", ServerProcess.next(NEXT)));
        else System.out.println("Next.js is left out: bench/nextjs is not built");
        for (Driven server : servers) System.out.printf("%s: %s bytes%n", server.name(), length(server.process()));
        AppLoad.drive(servers, rounds, PostPage.PATH, PageLoad.HEADERS);
    }

    private static List<Driven> ours(TemporaryFolder pages) throws IOException, InterruptedException {
        ServerProcess app = ServerProcess.app(AppServerMain.STATIC, pages.toString());
        URI page = app.at(PostPage.PATH);
        requireKept(ServerProcess.ask(page));
        ServerProcess bare = ServerProcess.app(AppServerMain.COPY, page.toString());
        requireEqual(ServerProcess.ask(page), ServerProcess.ask(bare.at(PostPage.PATH)));
        return List.of(Driven.of("bare handler", bare), Driven.of("prerendered page", app));
    }

    private static void requireKept(HttpResponse<String> page) {
        if (page.headers().firstValue("X-After-Cache").orElse("").equals("HIT")) return;
        throw new IllegalStateException("The page was rendered again: " + page + " " + headers(page));
    }

    private static void requireEqual(HttpResponse<String> page, HttpResponse<String> copy) {
        boolean isSame = page.statusCode() == copy.statusCode() && page.body().equals(copy.body());
        if (isSame && headers(page).equals(headers(copy))) return;
        throw new IllegalStateException(
                "The answers differ: " + page + " " + headers(page) + " and " + copy + " " + headers(copy));
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers().map());
        headers.remove("Date"); // the second in which it was sent
        return headers;
    }

    private static String length(ServerProcess server) throws IOException, InterruptedException {
        return ServerProcess.ask(server.at(PostPage.PATH))
                .headers()
                .firstValue("Content-Length")
                .orElseThrow();
    }
}
