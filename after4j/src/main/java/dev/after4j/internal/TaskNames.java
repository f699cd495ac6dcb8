package dev.after4j.internal;

/** Names of tasks without one (R04): a lambda's place, found once per lambda class; else the class. */
public final class TaskNames extends ClassValue<String> {
    /** A name for each class of tasks. */
    public static final TaskNames OF = new TaskNames();

    private TaskNames() {}

    @Override
    protected String computeValue(Class<?> type) {
        int lambda = type.getName().indexOf("$$Lambda");
        String name = lambda < 0 ? type.getName() : type.getName().substring(0, lambda);
        return lambda < 0 ? simple(name) : simple(name) + line(name);
    }

    /** The line that is registering it, if its class is on the stack; a lambda made elsewhere has its class alone. */
    private static String line(String host) {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().equals(host))
                        .findFirst())
                .map(frame -> ":" + frame.getLineNumber())
                .orElse("");
    }

    private static String simple(String binaryName) {
        return binaryName.substring(binaryName.lastIndexOf('.') + 1).replace('$', '.');
    }
}
