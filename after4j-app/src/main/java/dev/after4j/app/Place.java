package dev.after4j.app;

import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.request.CurrentRequest;
import dev.after4j.spi.Surface;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;

/** Where the application's source says something, for errors. */
record Place(String text) {
    /** What applications call that say something here, and what such calls go through. */
    private static final Set<String> OURS = Set.of(
            Place.class.getName(),
            App.Builder.class.getName(),
            After.class.getName(),
            AfterScope.class.getName(),
            CurrentRequest.class.getName(),
            Request.class.getName(),
            Incoming.class.getName(),
            StaticExchange.class.getName(),
            StaticCode.class.getName(),
            LoadingCode.class.getName(),
            RequestNeededException.class.getName());

    private static final String CORE = After.class.getPackageName() + ".internal.";
    private static final String SPI = Surface.class.getPackageName() + ".";
    private static final int DEEPEST = 32;

    /** The line that called the library. */
    static Place here() {
        List<StackFrame> stack = stack();
        return of(stack.get(ours(stack)));
    }

    static Place of(StackFrame frame) {
        return new Place(frame.getClassName().replaceAll(".*\\.", "") + ":" + frame.getLineNumber());
    }

    /** The innermost calls of this thread. */
    static List<StackFrame> stack() {
        return StackWalker.getInstance().walk(frames -> frames.limit(DEEPEST).toList());
    }

    /** How many of the innermost calls are the library's. */
    static int ours(List<StackFrame> stack) {
        int count = 0;
        while (count < stack.size() - 1 && isOurs(stack.get(count).getClassName())) count++;
        return count;
    }

    private static boolean isOurs(String type) {
        String outer = type.replaceAll("\\$\\$Lambda.*", "");
        return OURS.contains(outer) || type.startsWith(CORE) || type.startsWith(SPI);
    }

    @Override
    public String toString() {
        return text;
    }
}
