package dev.after4j.jetty;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.eclipse.jetty.server.Request;

/**
 * Finds Jetty's own request behind a servlet's. Each EE level has a class of its own for that, of the same name; by name,
 * this serves them all.
 */
final class CoreRequests {
    private final MethodHandle behind;

    private CoreRequests(MethodHandle behind) {
        this.behind = behind;
    }

    /** For the EE level of {@code context}. */
    static CoreRequests of(ServletContext context) throws ReflectiveOperationException {
        Class<?> level = jettysContext(context.getClass());
        Class<?> type = Class.forName(level.getPackageName() + ".ServletContextRequest", true, level.getClassLoader());
        MethodHandle found = MethodHandles.publicLookup()
                .findStatic(type, "getServletContextRequest", MethodType.methodType(type, ServletRequest.class));
        return new CoreRequests(found.asType(MethodType.methodType(Request.class, ServletRequest.class)));
    }

    private static Class<?> jettysContext(Class<?> type) throws ClassNotFoundException {
        for (Class<?> own = type; own != null; own = own.getSuperclass())
            if (own.getSimpleName().equals("ServletContextApi")) return own;
        throw new ClassNotFoundException("no ServletContextApi among " + type.getName() + " and what it extends");
    }

    boolean areBehind(ServletRequest request) {
        try {
            behind(request);
            return true;
        } catch (IllegalStateException another) {
            return false;
        }
    }

    /** The request of the whole exchange, which all of its dispatches and contexts share. */
    Request behind(ServletRequest request) {
        try {
            return Request.unWrap((Request) behind.invokeExact(request));
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new AssertionError("a checked exception", impossible);
        }
    }
}
