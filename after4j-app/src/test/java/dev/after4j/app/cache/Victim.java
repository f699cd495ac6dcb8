package dev.after4j.app.cache;

import static dev.after4j.app.cache.Pages.page;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** A process that is killed: it says what has returned, and what a second of its kind would be told. */
final class Victim {
    private Victim() {}

    public static void main(String... args) {
        Path folder = Path.of(args[1]);
        switch (args[0]) {
            case "serve" -> serve(folder, System.out);
            case "build" -> build(folder, System.out);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void serve(Path folder, PrintStream out) {
        PageCache pages = PageCache.over(folder, 0, "app 1");
        for (int i = 0; ; i++) {
            String key = "/" + i % 20;
            long begun = pages.stamp();
            pages.put(key, page(begun, key + "|".repeat(i % 9_000), "tag " + i % 20));
            out.println("put " + key + " " + begun);
            List<String> tags = List.of("tag " + i % 7, "tag " + i % 11);
            pages.expire(tags);
            out.println("expired " + i % 7 + " " + pages.expired(tags.subList(0, 1)));
            out.println("expired " + i % 11 + " " + pages.expired(tags.subList(1, 2)));
        }
    }

    private static void build(Path folder, PrintStream out) {
        for (int i = 0; ; i++) {
            try (BuiltPages build = BuiltPages.begin(folder, "app 1")) {
                for (int page = 0; page < 20; page++) {
                    build.write("/" + page, page(0, i + "|".repeat(page * 500), "tag"));
                    out.println("wrote " + page);
                }
                build.finish(List.of(String.valueOf(i)));
                out.println("finished " + i);
            }
        }
    }
}
