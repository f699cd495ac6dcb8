package dev.after4j.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** {@code Thread.startVirtualThread}, which sources for Java 17 cannot name; first touched on 21 or newer. */
final class VirtualThreads {
    private static final MethodHandle START;

    static {
        try {
            var type = MethodType.methodType(Thread.class, Runnable.class);
            START = MethodHandles.publicLookup().findStatic(Thread.class, "startVirtualThread", type);
        } catch (ReflectiveOperationException beforeJdk21) {
            throw new ExceptionInInitializerError(beforeJdk21);
        }
    }

    private VirtualThreads() {}

    static Thread start(Runnable task) {
        try {
            return (Thread) START.invokeExact(task);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
