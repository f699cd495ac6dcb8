package dev.after4j.jetty;

import java.io.IOException;
import java.io.InputStream;

/**
 * Our classes once more, linked to the container's Jetty: a web application that brings this library along cannot see
 * that Jetty, or sees another that it brought along, too. It lives as long as the signal that was loaded with it.
 */
final class ContainerClasses extends ClassLoader {
    private static final String OURS = ContainerClasses.class.getPackageName() + ".";
    private static final String JETTYS = "org.eclipse.jetty.";

    private final ClassLoader container;

    private ContainerClasses(ClassLoader container) {
        super("after4j-jetty", ContainerClasses.class.getClassLoader());
        this.container = container;
    }

    /** A loader of our classes that sees the same Jetty as {@code container}: this class's own if it does. */
    static ClassLoader seenFrom(ClassLoader container) throws ClassNotFoundException {
        ClassLoader own = ContainerClasses.class.getClassLoader();
        return seesSameJetty(own, container) ? own : new ContainerClasses(container);
    }

    private static boolean seesSameJetty(ClassLoader own, ClassLoader container) throws ClassNotFoundException {
        String server = JETTYS + "server.Server";
        Class<?> theirs = Class.forName(server, false, container);
        try {
            return Class.forName(server, false, own) == theirs;
        } catch (ClassNotFoundException | LinkageError hidden) {
            return false;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(JETTYS)) return container.loadClass(name);
        if (!name.startsWith(OURS)) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream bytes = getParent().getResourceAsStream(file)) {
            if (bytes == null) throw new ClassNotFoundException(name);
            byte[] all = bytes.readAllBytes();
            return defineClass(name, all, 0, all.length, ContainerClasses.class.getProtectionDomain());
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
