package dev.after4j.app;

import java.util.Set;

/** Where the application's source says something, for errors. */
record Place(String text) {
    private static final Set<String> OURS = Set.of(Place.class.getName(), App.Builder.class.getName());

    /** The line that called the builder. */
    static Place here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !OURS.contains(frame.getClassName()))
                        .findFirst())
                .map(frame -> new Place(frame.getClassName().replaceAll(".*\\.", "") + ":" + frame.getLineNumber()))
                .orElseThrow();
    }

    @Override
    public String toString() {
        return text;
    }
}
