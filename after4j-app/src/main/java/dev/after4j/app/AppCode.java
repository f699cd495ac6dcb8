package dev.after4j.app;

import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the code of an application is: the folders and jars that have the classes of what was registered. */
final class AppCode {
    /** What may be in the same jar, and is not the application's. */
    private static final Set<String> OURS = Set.of(
            "dev.after4j",
            "dev.after4j.internal",
            "dev.after4j.request",
            "dev.after4j.spi",
            "dev.after4j.app",
            "dev.after4j.app.cache",
            "dev.after4j.app.spi",
            "dev.after4j.jte");

    private final Set<String> places = new TreeSet<>();

    private AppCode() {}

    static AppCode of(App app) {
        AppCode code = new AppCode();
        Stream<Object> registered = Stream.concat(
                app.routes.endpoints().stream().flatMap(endpoint -> endpoint.code().stream()),
                Stream.concat(app.branches.code(), app.proxies.stream().map(App.ProxyAt::proxy)));
        registered.forEach(known -> place(known.getClass()).ifPresent(code.places::add));
        place(app.errors.getClass()).ifPresent(code.places::add);
        return code;
    }

    /** Empty for what was not loaded from a place. */
    static Optional<String> place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Optional.ofNullable(source).map(CodeSource::getLocation).map(URL::toExternalForm);
    }

    Set<String> places() {
        return places;
    }

    /** The first line of the application that {@code thrown} has come through; else the first of anybody but Java and us. */
    Optional<String> culprit(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return Stream.of(stack)
                .filter(this::isHere)
                .findFirst()
                .or(() -> Stream.of(stack).filter(AppCode::isForeign).findFirst())
                .map(line -> line.getClassName() + "." + line.getMethodName() + "(" + line.getFileName() + ":"
                        + line.getLineNumber() + ")");
    }

    private boolean isHere(StackTraceElement line) {
        if (!isForeign(line)) return false;
        try {
            Class<?> type = Class.forName(
                    line.getClassName(), false, Thread.currentThread().getContextClassLoader());
            return place(type).filter(places::contains).isPresent();
        } catch (ClassNotFoundException | LinkageError unknown) {
            return false;
        }
    }

    private static boolean isForeign(StackTraceElement line) {
        String module = line.getModuleName();
        if (module != null && (module.startsWith("java.") || module.startsWith("jdk."))) return false;
        String type = line.getClassName();
        return !OURS.contains(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
    }
}
