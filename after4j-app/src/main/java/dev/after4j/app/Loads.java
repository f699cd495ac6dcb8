package dev.after4j.app;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is being loaded, once for each key, and which load waits for which. */
final class Loads {
    private final Map<String, Load> running = new HashMap<>();

    /** {@code mine}, which must {@link #end} then, or the one that is under way; {@code parent} waits for it until it {@linkplain #leave leaves}. */
    synchronized Load join(Load mine, @Nullable Load parent) {
        Load present = running.putIfAbsent(mine.key(), mine);
        if (present != null && present.needs(parent))
            throw new IllegalStateException("The loader of " + present
                    + " needs that data itself, be it by way of other data; break the cycle between the loaders");
        Load load = present == null ? mine : present;
        if (parent != null) parent.needs().add(load);
        return load;
    }

    synchronized void leave(Load load, @Nullable Load parent) {
        if (parent != null) parent.needs().remove(load);
    }

    /** Whether it has begun, as nobody else loads that. */
    synchronized boolean begin(Load mine) {
        return running.putIfAbsent(mine.key(), mine) == null;
    }

    synchronized void end(Load load) {
        running.remove(load.key(), load);
    }
}
