package dev.after4j.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@value #PAGES} prerendered pages cost beside none: their build, the heap that they take, and the start of a server that has them. */
public final class PrerenderLoad {
    private static final int PAGES = 10_000;

    private PrerenderLoad() {}

    /** Argument: the number of rounds. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        System.out.printf("JDK %s, %d rounds, %d pages%n", Runtime.version(), rounds, PAGES);
        builds(rounds);
        try (TemporaryFolder none = TemporaryFolder.make();
                TemporaryFolder all = TemporaryFolder.make()) {
            millisToBuild(none, 0);
            millisToBuild(all, PAGES);
            starts(rounds, none, all);
            heap(none, all);
        }
        System.exit(0);
    }

    private static void builds(int rounds) throws IOException, InterruptedException {
        List<Double> first = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            try (TemporaryFolder none = TemporaryFolder.make();
                    TemporaryFolder all = TemporaryFolder.make()) {
                double nothing = millisToBuild(none, 0);
                first.add((millisToBuild(all, PAGES) - nothing) / PAGES);
                again.add((millisToBuild(all, PAGES) - nothing) / PAGES);
            }
        }
        System.out.printf("%n| build | ms per page, median |%n| --- | --: |%n");
        System.out.printf(Locale.ROOT, "| the first | %.3f |%n", Figures.median(first));
        System.out.printf(Locale.ROOT, "| again, nothing changed | %.3f |%n", Figures.median(again));
    }

    private static double millisToBuild(TemporaryFolder folder, int pages) throws IOException, InterruptedException {
        long began = System.nanoTime();
        ServerProcess.build(folder, pages);
        return (System.nanoTime() - began) / 1e6;
    }

    private static void starts(int rounds, TemporaryFolder none, TemporaryFolder all)
            throws IOException, InterruptedException {
        List<Double> withNone = new ArrayList<>();
        List<Double> withAll = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            withNone.add(AppLoad.millisToAnswer(PostPage.PATH, AppServerMain.STATIC, none.toString()));
            withAll.add(AppLoad.millisToAnswer(PostPage.PATH, AppServerMain.STATIC, all.toString()));
        }
        System.out.printf("%n| from the start of the process to the first answer | ms, median |%n| --- | --: |%n");
        System.out.printf(Locale.ROOT, "| no page, so that it is rendered | %.0f |%n", Figures.median(withNone));
        System.out.printf(Locale.ROOT, "| %d pages | %.0f |%n", PAGES, Figures.median(withAll));
    }

    private static void heap(TemporaryFolder none, TemporaryFolder all) throws IOException, InterruptedException {
        try (ServerProcess without = ServerProcess.app(AppServerMain.STATIC, none.toString());
                ServerProcess with = ServerProcess.app(AppServerMain.STATIC, all.toString())) {
            long empty = heapAfter(without, 1);
            long unread = heapAfter(with, 1);
            long read = heapAfter(with, PAGES);
            System.out.printf("%n| heap | bytes per page |%n| --- | --: |%n");
            System.out.printf("| built, and nobody has asked for them | %d |%n", (unread - empty) / PAGES);
            System.out.printf("| each was asked for | %d |%n", (read - empty) / PAGES);
        }
    }

    /** In bytes, when the first {@code pages} were asked for. */
    private static long heapAfter(ServerProcess server, int pages) throws IOException, InterruptedException {
        for (String slug : Post.slugs(pages).toList()) server.get(PostPage.path(slug));
        return Long.parseLong(server.get("/heap"));
    }
}
