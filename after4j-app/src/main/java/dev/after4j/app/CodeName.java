package dev.after4j.app;

/** What code of the application is called in reports. */
final class CodeName {
    private CodeName() {}

    /** The class of {@code code} without its package, or the class that a lambda stands in. */
    static String of(Object code) {
        String whole = code.getClass().getName();
        String name = whole.substring(whole.lastIndexOf('.') + 1);
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a lambda of " + name.substring(0, lambda);
    }
}
