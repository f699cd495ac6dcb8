package dev.after4j.jetty;

import dev.after4j.servlet.FinishSignal;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives servlet contexts on Jetty 12.1 the exact finish signal; found with {@link java.util.ServiceLoader}. It loads in
 * any container: whatever touches Jetty stands in other classes, which are loaded where the container is a Jetty.
 */
@SuppressWarnings("exports") // whoever loads it has servlets
public final class JettySignalProvider implements FinishSignal.Provider {
    private static final String SIGNAL = "dev.after4j.jetty.ServletSignal";

    /** Called by the service loader. */
    public JettySignalProvider() {}

    @Override
    public Optional<FinishSignal> install(ServletContext context) {
        Class<?> jettys = jettysOwn(context.getClass());
        if (jettys == null) return Optional.empty();
        try {
            Class<?> signal = Class.forName(SIGNAL, true, ContainerClasses.seenFrom(jettys.getClassLoader()));
            Constructor<?> made = signal.getDeclaredConstructor(ServletContext.class);
            made.setAccessible(true); // in a loader of its own it is in another package than this class
            return Optional.of((FinishSignal) made.newInstance(context));
        } catch (ReflectiveOperationException | LinkageError failure) {
            throw new IllegalStateException(
                    "The exact finish signal needs Jetty 12.1 with servlets of ee10 or ee11, in a context that is starting,"
                            + " but has " + jettys.getName(),
                    failure instanceof InvocationTargetException wrapped ? wrapped.getCause() : failure);
        }
    }

    /** Jetty's class among {@code type} and those it extends. */
    private static @Nullable Class<?> jettysOwn(Class<?> type) {
        Class<?> own = type;
        while (own != null && !own.getName().startsWith("org.eclipse.jetty.")) own = own.getSuperclass();
        return own;
    }
}
