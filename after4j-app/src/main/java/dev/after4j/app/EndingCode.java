package dev.after4j.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Code that may change what pages show, and has an end: what it expires is expired then, and what it expires later at once (R27). */
abstract class EndingCode implements Caller {
    private final App app;
    private @Nullable Set<String> asked;
    private boolean hasEnded;

    EndingCode(App app) {
        this.app = app;
    }

    @Override
    public App app() {
        return app;
    }

    @Override
    public void expire(String call, List<String> tags) {
        if (!keeps(tags)) app.expire(tags);
    }

    private synchronized boolean keeps(List<String> tags) {
        if (hasEnded) return false;
        if (asked == null) asked = new LinkedHashSet<>();
        asked.addAll(tags);
        return true;
    }

    /** Once; the end has come. */
    void end() {
        List<String> tags = take();
        if (!tags.isEmpty()) app.expire(tags);
    }

    private synchronized List<String> take() {
        hasEnded = true;
        return asked == null ? List.of() : new ArrayList<>(asked);
    }
}
