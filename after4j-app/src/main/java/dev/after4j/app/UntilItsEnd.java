package dev.after4j.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Expires for code what it asks for when it has ended, and what it asks for later at once (R27). */
final class UntilItsEnd {
    private final App app;
    private @Nullable Set<String> asked;
    private boolean hasEnded;

    UntilItsEnd(App app) {
        this.app = app;
    }

    void expire(List<String> tags) {
        if (!keeps(tags)) app.expire(tags);
    }

    private synchronized boolean keeps(List<String> tags) {
        if (hasEnded) return false;
        if (asked == null) asked = new LinkedHashSet<>();
        asked.addAll(tags);
        return true;
    }

    void end() {
        List<String> tags = take();
        if (!tags.isEmpty()) app.expire(tags);
    }

    private synchronized List<String> take() {
        hasEnded = true;
        return asked == null ? List.of() : new ArrayList<>(asked);
    }
}
