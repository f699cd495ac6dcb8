package dev.after4j.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What was said, in its order, by whichever thread; others wait for it. */
final class Lines {
    private final List<String> all = new ArrayList<>();

    synchronized void add(String line) {
        all.add(line);
        notifyAll();
    }

    synchronized List<String> all() {
        return List.copyOf(all);
    }

    void await(String line) {
        await(line::equals, line);
    }

    void awaitContaining(String part) {
        await(line -> line.contains(part), part);
    }

    private synchronized void await(Predicate<String> wanted, String name) {
        try {
            while (all.stream().noneMatch(wanted)) wait();
        } catch (InterruptedException timedOut) {
            throw new AssertionError("no '" + name + "' in " + all, timedOut);
        }
    }
}
