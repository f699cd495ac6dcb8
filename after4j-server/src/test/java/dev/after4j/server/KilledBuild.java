package dev.after4j.server;

import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import java.util.Collection;
import java.util.Map;
import java.util.stream.IntStream;

/** An application whose build, in a process of its own, never ends. */
final class KilledBuild {
    static final int PAGES = 50;
    private static final int HANGING = 30;

    private KilledBuild() {}

    public static void main(String[] args) {
        AfterServer.run(app("new", true), args);
    }

    static App app(String text, boolean hangs) {
        return App.builder().page("/pages/{n}", new Numbered(text, hangs)).build();
    }

    private record Numbered(String text, boolean hangs) implements Page {
        @Override
        public Collection<Map<String, String>> staticParams() {
            return IntStream.range(0, PAGES)
                    .mapToObj(n -> Map.of("n", String.valueOf(n)))
                    .toList();
        }

        @Override
        public Html render(Request request) throws Exception {
            int n = request.param("n", int.class);
            if (hangs && n == HANGING) {
                System.out.println("hangs");
                Thread.currentThread().join();
            }
            return out -> out.text(text + " " + n);
        }
    }
}
